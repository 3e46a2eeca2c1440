import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";

/** A link of the built site that leads nowhere. */
export interface DeadLink {
  page: string;
  link: string;
}

/** Finds links of a built site to pages, files or places in pages that are not there. */
export function deadLinks(folder: string): DeadLink[] {
  const files = new Set(
    readdirSync(folder, { recursive: true, encoding: "utf8" }).map((path) => path.replaceAll("\\", "/")),
  );
  const pages = new Map<string, string>();
  for (const path of files) {
    if (path.endsWith(".html")) {
      pages.set(path, readFileSync(join(folder, path), "utf8"));
    }
  }
  const places = new Map([...pages].map(([path, html]) => [path, placesOf(html)]));
  return [...pages].flatMap(([page, html]) =>
    linksOf(html)
      .filter((link) => !leadsSomewhere(link, page, files, places))
      .map((link) => ({ page, link })),
  );
}

function linksOf(html: string): string[] {
  const links = [...html.matchAll(/<(?:a|img)\b[^>]*?\s(?:href|src)="([^"]+)"/g)].map(([, link = ""]) => link);
  return [...new Set(links)].filter((link) => !/^[a-z][a-z\d+.-]*:|^\/\//i.test(link));
}

function placesOf(html: string): ReadonlySet<string> {
  return new Set([...html.matchAll(/\sid="([^"]+)"/g)].map(([, id = ""]) => id));
}

function leadsSomewhere(
  link: string,
  page: string,
  files: ReadonlySet<string>,
  places: ReadonlyMap<string, ReadonlySet<string>>,
): boolean {
  const [path = "", fragment] = link.replaceAll("&amp;", "&").split("#");
  const target = path === "" ? page : targetOf(decodeURI(path), page);
  const file = [target, `${target}.html`, posix.join(target, "index.html")].find((candidate) => files.has(candidate));
  if (file === undefined) {
    return false;
  }
  return fragment === undefined || fragment === "" || (places.get(file)?.has(decodeURIComponent(fragment)) ?? false);
}

function targetOf(path: string, page: string): string {
  const absolute = path.startsWith("/") ? path.slice(1) : posix.join(posix.dirname(page), path);
  return absolute === "" || absolute.endsWith("/") ? `${absolute}index.html` : absolute;
}

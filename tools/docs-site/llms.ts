import { GUIDE } from "./sidebar.ts";

/** A page of the site as markdown. */
export interface SitePage {
  /** Its path in the site, with `.md`. */
  path: string;
  text: string;
}

const HEAD = `# ClearML for TypeScript

> Tasks, datasets, models and pipelines of ClearML for TypeScript, interchangeable with the Python SDK, and an embedded ClearML server.
`;

/** Sections of the list, in the order in which a reader needs them. */
const SECTIONS: readonly (readonly [string, (path: string) => boolean])[] = [
  ["Guide", (path) => path.startsWith("guide/") || path === "coming-from-python.md"],
  ["Packages", (path) => path.startsWith("packages/")],
  ["Examples", (path) => path.startsWith("examples/")],
  ["API reference", (path) => path.startsWith("api/")],
  ["Reference", (path) => !path.includes("/") && path !== "index.md"],
  ["Em português", (path) => path.startsWith("pt-BR/")],
];

/** Lists all pages with one sentence about each: https://llmstxt.org. */
export function llmsIndex(pages: readonly SitePage[]): string {
  const taken = new Set<SitePage>();
  const sections = SECTIONS.map(([title, belongs]) => {
    const own = pages.filter((page) => !taken.has(page) && belongs(page.path)).sort(byDay);
    for (const page of own) {
      taken.add(page);
    }
    return [`## ${title}\n`, ...own.map(line)].join("\n");
  });
  return `${[HEAD, ...sections].join("\n\n").replaceAll("\n\n\n", "\n\n")}\n`;
}

/** Pages of the guide in its order, behind its list; others stay where they are. */
function byDay(one: SitePage, other: SitePage): number {
  return dayOf(one) - dayOf(other);
}

function dayOf({ path }: SitePage): number {
  const [, name] = /(?:^|\/)guide\/(.+)\.md$/.exec(path) ?? [];
  const day = GUIDE.findIndex(([page]) => page === name);
  return path.endsWith("index.md") ? -1 : day === -1 ? GUIDE.length : day;
}

/** All pages that people wrote, one after the other, without the API reference and the translations. */
export function llmsText(pages: readonly SitePage[]): string {
  return pages
    .filter(({ path }) => !/^(api|pt-BR)\//.test(path))
    .map(({ path, text }) => `<!-- /${path} -->\n\n${text.trim()}\n`)
    .join("\n\n");
}

function line({ path, text }: SitePage): string {
  const title = /^# (.+)$/m.exec(text)?.[1] ?? path;
  const sentence = firstSentence(text);
  return `- [${title}](/${path})${sentence === "" ? "" : `: ${sentence}`}`;
}

/** The first paragraph that is prose, up to the end of its first sentence. */
function firstSentence(text: string): string {
  const paragraphs = text.replaceAll(/^```.*?^```$/gms, "").split(/\n\s*\n/);
  const prose =
    paragraphs.find((paragraph) => /^(?:[A-Z]|[`*[]\w)/.test(paragraph) && !/^\[(Em|In) /.test(paragraph)) ?? "";
  return (/^.+?[.:?!](?=\s|$)/s.exec(prose)?.[0] ?? prose).replaceAll(/\s+/g, " ").replace(/:$/, ".");
}

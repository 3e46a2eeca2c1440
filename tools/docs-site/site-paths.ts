import { posix } from "node:path";
import { forgeOf, REPOSITORY } from "../repository/forge.ts";

/** The forge on which files are shown that are not pages of the site. */
export const FORGE = forgeOf(REPOSITORY);

const PAGES: readonly (readonly [RegExp, string])[] = [
  [/^README\.md$/, "index.md"],
  [/^(ARCHITECTURE|CONTRIBUTING)\.md$/, "$1.md"],
  [/^docs\/(.+\.md)$/, "$1"],
  [/^examples\/README\.md$/, "examples/index.md"],
  [/^examples\/([^/]+)\/README\.md$/, "examples/$1.md"],
  [/^examples\/([^/]+)\/README\.(pt-BR)\.md$/, "$2/examples/$1.md"],
  [/^examples\/([^/]+)\/main\.ts$/, "examples/$1.md"],
  [/^packages\/([^/]+)\/README\.md$/, "packages/$1.md"],
];

/** Says where in the site a file of the repository is shown; undefined when it is not a page. */
export function sitePath(file: string): string | undefined {
  const [pattern, place] = PAGES.find(([candidate]) => candidate.test(file)) ?? [];
  return (
    pattern &&
    place &&
    file.replace(pattern, place).replace(/^(ARCHITECTURE|CONTRIBUTING)/, (name) => name.toLowerCase())
  );
}

/** The address of a page: of the folder where it is an index. */
export function addressOf(path: string): string {
  return `/${path.replace(/(^|\/)index\.md$/, "$1").replace(/\.md$/, "")}`;
}

/** The file of the repository that a link means: relative ones, those to the forge, and those to packages in the registry. */
export function linkedFile(link: string, from: string): string | undefined {
  const [path = ""] = link.split("#");
  const registered = /^https:\/\/www\.npmjs\.com\/package\/(?:@clearml-ts\/)?([a-z-]+)$/.exec(path)?.[1];
  if (registered !== undefined) {
    return `packages/${registered}`;
  }
  if (path.startsWith(`${FORGE}/`)) {
    return /^\/(?:blob|tree)\/main\/(.+)$/.exec(path.slice(FORGE.length))?.[1];
  }
  const isElsewhere = path === "" || /^[a-z][a-z\d+.-]*:/i.test(path);
  return isElsewhere ? undefined : posix.normalize(posix.join(posix.dirname(from), path)).replace(/\/$/, "");
}

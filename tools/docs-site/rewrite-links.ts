import { addressOf, FORGE, linkedFile, sitePath } from "./site-paths.ts";

/** What is in the repository, by paths from its top. */
export interface RepositoryView {
  /** Files that are pages of the site. */
  pages: ReadonlySet<string>;
  exists: (path: string) => boolean;
}

/** The text of a page for the site, and what it needs. */
export interface RewrittenPage {
  text: string;
  /** Pictures to copy. */
  images: string[];
  /** Links that lead nowhere. */
  dead: string[];
}

/** Code is left alone: fenced blocks, and spans between backticks. */
const CODE_OR_LINK = /^```.*?^```$|`[^`\n]*`|(!?)\[((?:`[^`\n]*`|[^[\]])*)\]\(([^)\s]+)\)/gms;

/** Makes the links of a file of the repository lead to pages of the site, or to the forge where a file is not a page. */
export function rewriteLinks(markdown: string, from: string, repository: RepositoryView): RewrittenPage {
  const images: string[] = [];
  const dead: string[] = [];
  const text = markdown.replaceAll(CODE_OR_LINK, (whole, mark?: string, words?: string, link?: string) => {
    const file = link === undefined ? undefined : linkedFile(link, from);
    if (link === undefined || file === undefined) {
      return whole;
    }
    if (!repository.exists(file)) {
      dead.push(link);
      return whole;
    }
    if (mark === "!") {
      images.push(file);
      return `![${words}](/${file})`;
    }
    return `[${words}](${target(file, link, repository)})`;
  });
  return { text, images, dead };
}

function target(file: string, link: string, { pages }: RepositoryView): string {
  const page = [file, `${file}/README.md`].find((candidate) => pages.has(candidate));
  const place = page === undefined ? undefined : sitePath(page);
  const [, fragment] = link.split("#");
  const address = place === undefined ? `${FORGE}/blob/main/${file}` : addressOf(place);
  // What a forge calls the README of a folder is the whole page here.
  return fragment === undefined || fragment === "readme" ? address : `${address}#${fragment}`;
}

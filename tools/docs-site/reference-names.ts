const PAGE = 1;
const SYMBOL = 3;
const KIND = 4;
const MEMBER = 5;

/** The headings over members of a symbol; under `Parameters` and the like stands nothing that anybody looks for by its name. */
const KINDS = new Set(["Properties", "Accessors", "Methods"]);

const HEADING = /<h([1-6])\b[^>]*>(.*?)(<a class="header-anchor".*?<\/a>)<\/h\1>/gs;

/**
 * Leaves of a page of the API reference the headings of its symbols and their members, each where it is declared, for the index of the
 * search: the texts of the reference were most of an index that a reader waits for at the first word.
 */
export function referenceNames(html: string): string {
  const headings: string[] = [];
  let [kind, isMember] = ["", false];
  for (const [, digit, content = "", anchor = ""] of html.matchAll(HEADING)) {
    const level = Number(digit);
    const title = content.replaceAll(/<[^>]*>/g, "").trim();
    isMember = level === MEMBER ? KINDS.has(kind) : isMember && level > MEMBER;
    if (level === PAGE) {
      headings.push(heading(1, title, anchor));
    } else if (level === SYMBOL) {
      headings.push(heading(2, title, anchor));
    } else if (level === MEMBER && isMember) {
      headings.push(heading(3, title, anchor));
    } else if (isMember && title === "Inherited from") {
      headings.pop();
      isMember = false;
    }
    kind = level === KIND ? title : level < KIND ? "" : kind;
  }
  return headings.join("");
}

/** The index takes no heading without anything behind it. */
function heading(level: number, title: string, anchor: string): string {
  return `<h${level}>${title} ${anchor}</h${level}>\n`;
}

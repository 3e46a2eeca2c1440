/** A piece of a cell: text, and the address that it leads to where it is a link. */
export interface CellPiece {
  text: string;
  href?: string;
}

/** The few marks that Plotly reads in texts; everything else that looks like HTML stays the text that it is. */
const LINK = /<a\s[^>]*?href\s*=\s*(?:"([^"]*)"|'([^']*)')[^>]*>([\s\S]*?)<\/a>/gi;
const BREAK = /<br\s*\/?>/gi;
const STYLE = /<\/?(?:b|i|em|strong|sub|sup)>/gi;
const ENTITIES: Readonly<Record<string, string>> = {
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#39;": "'",
  "&nbsp;": " ",
  "&amp;": "&",
};

/** The pieces of a table's cell as people read it. */
export function cellPieces(value: unknown, page: string): CellPiece[] {
  // A line break at the end, as the last cell of a line of CSV may have one, is nothing to read.
  const text =
    typeof value === "string" ? value.trimEnd() : value === null || value === undefined ? "" : JSON.stringify(value);
  const pieces: CellPiece[] = [];
  let end = 0;
  for (const match of text.matchAll(LINK)) {
    const [whole, double, single, label = ""] = match;
    pieces.push({ text: plain(text.slice(end, match.index)) });
    const href = safeAddress(plain(double ?? single ?? ""), page);
    pieces.push({ text: plain(label).trim(), ...(href !== undefined && { href }) });
    end = match.index + whole.length;
  }
  pieces.push({ text: plain(text.slice(end)) });
  return pieces.filter((piece) => piece.text !== "");
}

/** Whether a cell is a number, or the text of one. */
export function isNumeric(value: unknown): boolean {
  return (
    typeof value === "number" || (typeof value === "string" && value.trim() !== "" && Number.isFinite(Number(value)))
  );
}

/** A cell as one plain text, for copying. */
export function cellText(value: unknown): string {
  return cellPieces(value, "http://page")
    .map(({ text }) => text)
    .join("");
}

function plain(text: string): string {
  return text
    .replace(BREAK, "\n")
    .replace(STYLE, "")
    .replace(/&(?:lt|gt|quot|#39|nbsp|amp);/g, (entity) => ENTITIES[entity] ?? entity);
}

/** Addresses of the web alone; those of this page without its host, so that they open in it. */
function safeAddress(href: string, page: string): string | undefined {
  if (!URL.canParse(href, page)) {
    return undefined;
  }
  const address = new URL(href, page);
  if (address.origin === new URL(page).origin) {
    return `${address.pathname}${address.search}${address.hash}`;
  }
  return address.protocol === "http:" || address.protocol === "https:" ? address.href : undefined;
}

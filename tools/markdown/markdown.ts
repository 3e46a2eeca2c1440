/** Writes a table: the first columns, which are words, to the left, the others, which are numbers, to the right. */
export function table(header: readonly string[], rows: readonly (readonly string[])[], words = 1): string {
  const rule = header.map((_, column) => (column < words ? "---" : "---:"));
  return [header, rule, ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** Puts what was measured between the markers of a section; everything around them stays as people wrote it. */
export function replaceMeasured(document: string, section: string, measured: string): string {
  const opening = `<!-- measured: ${section} -->`;
  const closing = `<!-- end of ${section} -->`;
  const start = document.indexOf(opening);
  const end = document.indexOf(closing);
  if (start === -1 || end < start) {
    throw new Error(`docs/benchmarks.md has no "${opening}" followed by "${closing}".`);
  }
  return `${document.slice(0, start + opening.length)}\n\n${measured.trim()}\n\n${document.slice(end)}`;
}

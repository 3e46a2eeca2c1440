/** Lays rows of texts out below a header, in columns that are as wide as their longest text. */
export function textTable(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = header.map((title, column) => {
    let width = title.length;
    for (const row of rows) {
      width = Math.max(width, row[column]?.length ?? 0);
    }
    return width;
  });
  const line = (cells: readonly string[]) =>
    widths
      .map((width, column) => (cells[column] ?? "").padEnd(width))
      .join(" | ")
      .trimEnd();
  return [line(header), "-".repeat(widths.reduce((sum, width) => sum + width + 3, -3)), ...rows.map(line)];
}

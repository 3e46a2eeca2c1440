/** The rows of a long table that are in sight, with a few more on both sides. */
export interface RowWindow {
  first: number;
  /** Behind the last one. */
  end: number;
}

/** Rows drawn beyond the edges, so that scrolling does not show gaps. */
const SPARE = 10;

/** The rows to draw of a table whose rows are all of one height; sizes in pixels, from the top of the table. */
export function visibleRows(options: { rows: number; rowHeight: number; top: number; height: number }): RowWindow {
  const { rows, rowHeight, top, height } = options;
  const first = Math.max(0, Math.floor(top / rowHeight) - SPARE);
  const end = Math.min(rows, Math.ceil((top + height) / rowHeight) + SPARE);
  return { first: Math.min(first, end), end };
}

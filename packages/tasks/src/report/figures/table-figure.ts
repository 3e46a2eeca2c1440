import { mergeDeep } from "../../merge-deep.ts";
import { type Cell, type TableData, toColumns } from "../../table-data.ts";
import type { Figure } from "./figure-json.ts";

/** Options of a table among the plots. */
export interface TableOptions {
  /** @default 0 */
  iteration?: number;
  /** Plotly layout settings laid over ours. */
  layout?: object;
  /** Plotly trace settings laid over ours, such as `{ columnwidth: [2, 1] }`. */
  trace?: object;
}

const FONT_FAMILY = "Heebo, verdana, arial, sans-serif";

/** Draws a table as the Python SDK does. */
export function tableFigure(title: string, series: string, table: TableData, { layout, trace }: TableOptions): Figure {
  const { names, cells } = toColumns(table);
  const base = {
    type: "table",
    header: {
      values: names,
      align: "left",
      line: { width: 0.5, color: "#d4d6e0" },
      fill: { color: "#fff" },
      font: { family: FONT_FAMILY, size: 12, color: "#333" },
    },
    cells: {
      height: 30,
      values: cells.map((column) => column.map(shown)),
      align: "left",
      line: { color: "white", width: 1 },
      font: { family: FONT_FAMILY, size: 14, color: "#384161" },
    },
  };
  // The dotted key is literal: the ClearML page reads the heading of the table from it.
  return { data: [mergeDeep(base, trace)], layout: mergeDeep({ "title.text": title, title: series }, layout) };
}

/** A missing value shows as `nan`, as in the tables of the Python SDK. */
function shown(cell: Cell): Cell {
  return cell ?? "nan";
}

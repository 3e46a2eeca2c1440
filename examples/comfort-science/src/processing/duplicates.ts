import { table as frame } from "arquero";
import type { Table } from "../data/table/table.ts";

/** The names of a table's columns are trimmed, so none of them is this one. */
const ROW = " row";

/**
 * The rows that are not an exact copy of an earlier one, in their order.
 *
 * Every column counts, row numbers too: in a file that numbers its records two equal votes are two people's.
 */
export function distinctRows(table: Table): number[] {
  const rows = Uint32Array.from({ length: table.rowCount }, (_, row) => row);
  const names = [...table.columns.keys()];
  const distinct = frame([...table.columns, [ROW, rows]]).dedupe(names);
  return Array.from(distinct.array(ROW) as Iterable<number>);
}

import { table as frame } from "arquero";
import type { Table } from "../data/table.ts";

/**
 * The rows that are not an exact copy of an earlier one.
 *
 * Every column counts, row numbers too: in a file that numbers its records two equal votes are two people's.
 */
export function distinctRows(table: Table): Uint32Array {
  return Uint32Array.from(frame(table.columns).dedupe().indices());
}

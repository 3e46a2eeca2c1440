import { type Cell, type TableData, toColumns } from "../../table-data.ts";

/** Says how many rows of a table are unlike all others in some columns, in the words of the Python SDK. */
export function tableStatistics(name: string, table: TableData, columns: readonly string[]): string {
  const { names, cells, rowCount } = toColumns(table);
  const compared = cells.filter((_column, index) => columns.includes(names[index] ?? ""));
  const rows = Array.from({ length: rowCount }, (_, row) => compared.map((column) => cellKey(column[row])).join("\n"));
  const unique = new Set(rows).size;
  const share = rowCount === 0 ? "0.0" : ((100 * unique) / rowCount).toFixed(1);
  return `[${name}]: shape=(${rowCount}, ${names.length}), ${unique} unique rows, ${share}% uniqueness\n`;
}

/** Tells cells of different kinds apart, and line breaks in them from those between them. */
function cellKey(cell: Cell): string {
  if (cell === null || cell === undefined) {
    return "none";
  }
  return cell instanceof Date ? `date ${cell.getTime()}` : `${typeof cell} ${JSON.stringify(String(cell))}`;
}

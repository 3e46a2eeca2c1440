import type { Table } from "../data/table/table.ts";

/**
 * The rows of each group in the order of time, rows without a group left out.
 *
 * Rows of the same moment keep the order of the file, which in surveys is the order of recording.
 */
export function rowsByGroup(table: Table, group: string | undefined): number[][] {
  const keys = group === undefined ? undefined : table.columns.get(group);
  if (keys === undefined) {
    return [];
  }
  const groups = new Map<number | string, number[]>();
  for (let row = 0; row < table.rowCount; row++) {
    const key = keys[row] ?? "";
    if (key === "" || Number.isNaN(key)) {
      continue;
    }
    const rows = groups.get(key);
    if (rows === undefined) {
      groups.set(key, [row]);
    } else {
      rows.push(row);
    }
  }

  const dates = table.columns.get("date");
  const hours = table.columns.get("hour");
  const time = (row: number) => `${dates?.[row] ?? ""} ${hourKey(hours?.[row])}`;
  for (const rows of groups.values()) {
    const times = new Map(rows.map((row) => [row, time(row)]));
    rows.sort((a, b) => compare(times.get(a) ?? "", times.get(b) ?? "") || a - b);
  }
  return [...groups.values()];
}

function hourKey(hour: number | string | undefined): string {
  return typeof hour === "number" && !Number.isNaN(hour) ? hour.toFixed(4).padStart(7, "0") : "";
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

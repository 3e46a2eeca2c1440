import type { Database } from "../../../database/driver.ts";
import { NO_ITERATION } from "../writing/iteration.ts";
import { idsOf, type Series } from "./series.ts";

/** The tables that have a row for each event. */
export type EventTable = "plots" | "debug_images" | "vectors" | "log_lines";

/** Iterations from one to another, both included. */
export interface IterationRange {
  readonly from: number;
  readonly to: number;
}

/** A page of events in the order of their iterations. */
export interface PageRequest {
  /** Events wanted; a page has fewer only at the end, and more when its last iteration has more. */
  readonly limit: number;
  readonly descending: boolean;
  /** The iteration at which the page before ended. */
  readonly after?: number | undefined;
}

/** Iterations a page may overshoot by before its end is looked for more exactly. */
const TOLERATED = 4;

/**
 * Finds the iterations of the next page, or `undefined` when there are no more events.
 *
 * Events are stored series by series, so a page over many of them is a slice of each: the slice is widened until it holds
 * enough, instead of sorting all that is left for every page.
 */
export function nextIterations(
  database: Database,
  table: EventTable,
  series: readonly Series[],
  { limit, descending, after }: PageRequest,
): IterationRange | undefined {
  const ids = idsOf(series);
  const direction = descending ? -1 : 1;
  const { from: least, to: greatest } = bounds(database, table, ids, descending ? { to: after } : { from: after });
  if (least === null || greatest === null) {
    return undefined;
  }
  const [start, end] = descending ? [greatest, least] : [least, greatest];
  const last = Math.abs(end - start);
  const range = (distance: number) => {
    const stop = start + direction * Math.min(distance, last);
    return descending ? { from: stop, to: start } : { from: start, to: stop };
  };

  let tooShort = -1;
  let distance = Math.floor((limit - 1) / Math.max(1, series.length));
  let found = count(database, table, ids, range(distance));
  while (found < limit && distance < last) {
    tooShort = distance;
    distance = distance * 2 + 1;
    found = count(database, table, ids, range(distance));
  }
  while (found > limit * TOLERATED && distance - tooShort > 1) {
    const middle = Math.floor((tooShort + Math.min(distance, last)) / 2);
    const inside = count(database, table, ids, range(middle));
    if (inside < limit) {
      tooShort = middle;
    } else {
      [distance, found] = [middle, inside];
    }
  }
  if (found <= limit) {
    return range(distance);
  }
  const final = iterationAt(database, table, ids, range(distance), { position: limit - 1, descending });
  return descending ? { from: final, to: start } : { from: start, to: final };
}

/** The first and last iteration of series, without those at or beyond the limits given. */
function bounds(
  database: Database,
  table: EventTable,
  ids: string,
  limits: { from?: number | undefined; to?: number | undefined },
): { from: number | null; to: number | null } {
  const found = database
    .prepare(
      `SELECT min(low) AS "from", max(high) AS "to" FROM (SELECT
        (SELECT min(iter) FROM ${table} WHERE series = ids.value AND iter > :above AND iter < :below) AS low,
        (SELECT max(iter) FROM ${table} WHERE series = ids.value AND iter > :above AND iter < :below) AS high
      FROM json_each(:ids) ids)`,
    )
    .get<{ from: number | null; to: number | null }>({
      ids,
      above: limits.from ?? NO_ITERATION,
      below: limits.to ?? Number.MAX_SAFE_INTEGER + 1,
    });
  return found ?? { from: null, to: null };
}

function count(database: Database, table: EventTable, ids: string, { from, to }: IterationRange): number {
  const sql = `SELECT count(*) AS count FROM ${table}
    WHERE series IN (SELECT value FROM json_each(?)) AND iter BETWEEN ? AND ?`;
  return database.prepare(sql).get<{ count: number }>(ids, from, to)?.count ?? 0;
}

function iterationAt(
  database: Database,
  table: EventTable,
  ids: string,
  { from, to }: IterationRange,
  { position, descending }: { position: number; descending: boolean },
): number {
  const sql = `SELECT iter FROM ${table} WHERE series IN (SELECT value FROM json_each(?)) AND iter BETWEEN ? AND ?
    ORDER BY iter ${descending ? "DESC" : "ASC"} LIMIT 1 OFFSET ?`;
  return database.prepare(sql).get<{ iter: number }>(ids, from, to, position)?.iter ?? (descending ? from : to);
}

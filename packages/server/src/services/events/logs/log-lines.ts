import type { LogEvent } from "@clearml-ts/protocol";
import type { Database } from "../../../database/driver.ts";
import type { SqlValue } from "../../../database/parameters.ts";
import { bulkInsert } from "../store/bulk-insert.ts";
import { EventReader } from "../store/event-reader.ts";
import type { Filing } from "../store/filing.ts";
import { idsOf, type Series } from "../store/series.ts";
import type { StoredEvent } from "../store/stored-event.ts";
import type { AcceptedLogLine } from "../writing/accepted-event.ts";

/** The row of a piece of console output. */
interface LogRow extends StoredEvent {
  readonly level: string | number | null;
  readonly msg: string | null;
}

/** Where to go on reading, and which way. */
export interface LogQuery {
  /** Toward older lines, newest first. */
  readonly earlier: boolean;
  readonly limit: number;
  /** Milliseconds since the epoch: only lines beyond. */
  readonly from?: number | undefined;
}

/** Console output. Lines are ordered by their own time and, within a millisecond, by arrival. */
export class LogStore {
  readonly events: EventReader<LogEvent, LogRow>;

  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
    this.events = new EventReader(database, {
      type: "log",
      table: "log_lines",
      columns: "e.level, e.msg",
      content: ({ level, msg }) => ({ ...(level !== null && { level }), ...(msg !== null && { msg }) }),
    });
  }

  /** Writes lines; equal ones are kept all. */
  add(lines: readonly Filing<AcceptedLogLine>[]): void {
    const values: SqlValue[] = [];
    for (const { event, series, receipt } of lines) {
      values.push(series, event.timestamp, event.iter, event.level, event.msg, receipt, event.extra);
    }
    const head = "INSERT INTO log_lines (series, timestamp, iter, level, msg, receipt, extra)";
    bulkInsert(this.#database, { head, columns: 7 }, values);
  }

  /** One page in the direction of travel. It ends with all lines of its last millisecond, so that none is skipped. */
  page(series: readonly Series[], { earlier, limit, from }: LogQuery): LogEvent[] {
    const ids = idsOf(series);
    const [beyond, upTo, order] = earlier ? ["<", ">=", "DESC"] : [">", "<=", "ASC"];
    const start = from ?? (earlier ? Number.MAX_SAFE_INTEGER : -Number.MAX_SAFE_INTEGER);
    const last = this.#lastOfPage(series, { beyond, order, start, limit });
    return this.events.where(
      `e.series IN (SELECT value FROM json_each(:ids)) AND e.timestamp ${beyond} :start
       ${last === undefined ? "" : `AND e.timestamp ${upTo} :last`} ORDER BY e.timestamp ${order}, e.id ${order}`,
      { ids, start, ...(last !== undefined && { last }) },
    );
  }

  /** The time of the last line that fits on a page. Asked series by series, so that each answers from its index. */
  #lastOfPage(
    series: readonly Series[],
    { beyond, order, start, limit }: { beyond: string; order: string; start: number; limit: number },
  ): number | undefined {
    const statement = this.#database.prepare(
      `SELECT timestamp FROM log_lines WHERE series = ? AND timestamp ${beyond} ? ORDER BY timestamp ${order} LIMIT ?`,
    );
    const times = series.flatMap(({ id }) => statement.all<{ timestamp: number }>(id, start, limit));
    times.sort((a, b) => (order === "ASC" ? a.timestamp - b.timestamp : b.timestamp - a.timestamp));
    return times[limit - 1]?.timestamp;
  }

  /** A stretch of all lines, in the order of time. */
  stretch(
    series: readonly Series[],
    { skip, limit, descending }: { skip: number; limit: number; descending: boolean },
  ): LogEvent[] {
    const order = descending ? "DESC" : "ASC";
    return this.events.where(
      `e.series IN (SELECT value FROM json_each(:ids))
       ORDER BY e.timestamp ${order}, e.id ${order} LIMIT :limit OFFSET :skip`,
      { ids: idsOf(series), skip, limit },
    );
  }

  /** Deletes lines, those before a time if one is given, and says how many. */
  delete(series: readonly Series[], before = Number.MAX_SAFE_INTEGER): number {
    const sql = "DELETE FROM log_lines WHERE series IN (SELECT value FROM json_each(?)) AND timestamp < ?";
    return this.#database.prepare(sql).run(idsOf(series), before).changes;
  }
}

import type { TaskEvent } from "@clearml-ts/protocol";
import type { Database } from "../../../database/driver.ts";
import { NO_ITERATION } from "../writing/iteration.ts";
import { type EventTable, nextIterations, type PageRequest } from "./iteration-pages.ts";
import { idsOf, type Series } from "./series.ts";
import { STORED_EVENT_COLUMNS, type StoredEvent, showEvent, storedEventTables } from "./stored-event.ts";

/** Where the events of one type are stored, and how a row becomes an event. */
export interface EventLayout<Event extends TaskEvent, Row extends StoredEvent> {
  readonly type: Event["type"];
  readonly table: EventTable;
  /** Columns that the type adds, of the table named `e`. */
  readonly columns: string;
  readonly content: (row: Row) => Readonly<Record<string, unknown>>;
}

/** The events of one type, whichever that is. */
export interface EventSource {
  /** One page in the order of iterations, of events that have one. */
  page(series: readonly Series[], request: PageRequest): TaskEvent[];
  /** Events without iteration, oldest first. */
  withoutIteration(series: readonly Series[], stretch: { skip: number; limit: number }): TaskEvent[];
  /** How many events series have, with the given iteration or with any. */
  count(series: readonly Series[], iter?: number): number;
  /** The greatest iteration of series. */
  lastIteration(series: readonly Series[]): number | undefined;
  /** Deletes the events of an owner and says how many there were. */
  deleteFor(owner: string): number;
}

/** Reads the events of one type as they were sent. */
export class EventReader<Event extends TaskEvent, Row extends StoredEvent> implements EventSource {
  readonly #database: Database;

  constructor(
    database: Database,
    readonly layout: EventLayout<Event, Row>,
  ) {
    this.#database = database;
  }

  /** Events that `condition` (about `e`, `s` and `r`) is true of, in the order given. */
  where(condition: string, parameters: Readonly<Record<string, string | number>>): Event[] {
    const { type, table, columns, content } = this.layout;
    const sql = `SELECT ${STORED_EVENT_COLUMNS}, ${columns} FROM ${storedEventTables(table)} WHERE ${condition}`;
    return this.#database
      .prepare(sql)
      .all<Row>(parameters)
      .map((row) => showEvent<Event>(type, row, content(row)));
  }

  page(series: readonly Series[], request: PageRequest): Event[] {
    const range = nextIterations(this.#database, this.layout.table, series, request);
    if (!range) {
      return [];
    }
    const direction = request.descending ? "DESC" : "ASC";
    return this.where(
      `e.series IN (SELECT value FROM json_each(:ids)) AND e.iter BETWEEN :from AND :to
       ORDER BY e.iter ${direction}, s.metric, s.variant, e.timestamp`,
      { ids: idsOf(series), ...range },
    );
  }

  withoutIteration(series: readonly Series[], { skip, limit }: { skip: number; limit: number }): Event[] {
    return this.where(
      `e.series IN (SELECT value FROM json_each(:ids)) AND e.iter = :none
       ORDER BY e.timestamp, s.metric, s.variant LIMIT :limit OFFSET :skip`,
      { ids: idsOf(series), none: NO_ITERATION, skip, limit },
    );
  }

  count(series: readonly Series[], iter?: number): number {
    const sql = `SELECT count(*) AS count FROM ${this.layout.table}
      WHERE series IN (SELECT value FROM json_each(:ids))${iter === undefined ? "" : " AND iter = :iter"}`;
    const parameters = { ids: idsOf(series), ...(iter !== undefined && { iter }) };
    return this.#database.prepare(sql).get<{ count: number }>(parameters)?.count ?? 0;
  }

  lastIteration(series: readonly Series[]): number | undefined {
    const sql = `SELECT max(last) AS last FROM (SELECT
      (SELECT max(iter) FROM ${this.layout.table} WHERE series = ids.value AND iter > ?) AS last FROM json_each(?) ids)`;
    return this.#database.prepare(sql).get<{ last: number | null }>(NO_ITERATION, idsOf(series))?.last ?? undefined;
  }

  deleteFor(owner: string): number {
    const { table, type } = this.layout;
    const sql = `DELETE FROM ${table} WHERE series IN (SELECT id FROM event_series WHERE owner = ? AND type = ?)`;
    return this.#database.prepare(sql).run(owner, type).changes;
  }
}

import type { DebugImageEvent, PlotEvent, VectorEvent } from "@clearml-ts/protocol";
import type { Database } from "../../../database/driver.ts";
import type { SqlValue } from "../../../database/parameters.ts";
import { bulkInsert } from "../store/bulk-insert.ts";
import { EventReader } from "../store/event-reader.ts";
import type { Filing } from "../store/filing.ts";
import { idsOf, type Series } from "../store/series.ts";
import type { StoredEvent } from "../store/stored-event.ts";
import type { AcceptedSample } from "../writing/accepted-event.ts";
import { BELOW_CURVES } from "../writing/iteration.ts";

/** A content that is stored once per iteration and key. */
export type SampleEvent = PlotEvent | DebugImageEvent | VectorEvent;

/** How one type of sample is stored. */
export interface SampleLayout<Event extends SampleEvent> {
  readonly type: Event["type"];
  readonly table: "plots" | "debug_images" | "vectors";
  /** The keys of an event that hold its content. */
  readonly content: (row: SampleRow) => Readonly<Record<string, unknown>>;
  /** A condition on `e` that tells samples which can be shown. @default "true" */
  readonly shown?: string;
}

/** The row of a sample. */
export interface SampleRow extends StoredEvent {
  readonly key: string;
  readonly content: string | null;
}

/** Plots, images or vectors. */
export class SampleStore<Event extends SampleEvent> {
  readonly events: EventReader<Event, SampleRow>;
  readonly #table: string;
  readonly #shown: string;
  readonly #database: Database;

  constructor(database: Database, { type, table, content, shown = "true" }: SampleLayout<Event>) {
    this.#database = database;
    this.events = new EventReader<Event, SampleRow>(database, { type, table, columns: "e.key, e.content", content });
    this.#table = table;
    this.#shown = shown;
  }

  /** Writes samples; one with the iteration and key of an older one replaces it. */
  add(samples: readonly Filing<AcceptedSample>[]): void {
    const values: SqlValue[] = [];
    for (const { event, series, receipt } of samples) {
      values.push(series, event.iter, event.key, event.timestamp, receipt, event.extra, event.content);
    }
    const head = `INSERT INTO ${this.#table} (series, iter, key, timestamp, receipt, extra, content)`;
    const tail = `ON CONFLICT DO UPDATE SET timestamp = excluded.timestamp, receipt = excluded.receipt,
      extra = excluded.extra, content = excluded.content`;
    bulkInsert(this.#database, { head, tail, columns: 7 }, values);
  }

  /** The newest samples of each series. */
  newest(series: readonly Series[], count: number): Event[] {
    return series.flatMap(({ id }) => {
      return this.events.where("e.series = :id ORDER BY e.iter DESC, e.id DESC LIMIT :count", { id, count });
    });
  }

  /** The greatest iterations that have samples to show, within limits that are themselves left out. */
  iterations(series: readonly Series[], { above, below, count, descending }: IterationQuery): number[] {
    return this.#database
      .prepare(
        `SELECT DISTINCT e.iter FROM ${this.#table} e WHERE e.series IN (SELECT value FROM json_each(:ids))
         AND e.iter > :above AND e.iter < :below AND ${this.#shown}
         ORDER BY e.iter ${descending ? "DESC" : "ASC"} LIMIT :count`,
      )
      .all<{ iter: number }>({
        ids: idsOf(series),
        above: above ?? BELOW_CURVES,
        below: below ?? Number.MAX_SAFE_INTEGER + 1,
        count,
      })
      .map(({ iter }) => iter);
  }

  /** Samples to show of some iterations, by metric and variant within each; the newest first where there are several. */
  at(series: readonly Series[], iterations: readonly number[]): Event[] {
    return this.events.where(
      `e.series IN (SELECT value FROM json_each(:ids)) AND e.iter IN (SELECT value FROM json_each(:iterations))
       AND ${this.#shown} ORDER BY e.iter DESC, s.metric, s.variant, e.timestamp DESC, e.content DESC`,
      { ids: idsOf(series), iterations: JSON.stringify(iterations) },
    );
  }

  /** Ids of the samples of some iterations, the newest iteration first. */
  idsAt(series: readonly Series[], iterations: readonly number[]): { id: number; iter: number }[] {
    const sql = `SELECT id, iter FROM ${this.#table} WHERE series IN (SELECT value FROM json_each(:ids))
      AND iter IN (SELECT value FROM json_each(:iterations)) ORDER BY iter DESC, id`;
    return this.#database.prepare(sql).all({ ids: idsOf(series), iterations: JSON.stringify(iterations) });
  }

  /** The samples with these ids, the newest iteration first. */
  byIds(ids: readonly number[]): Event[] {
    return this.events.where(
      "e.id IN (SELECT value FROM json_each(:ids)) ORDER BY e.iter DESC, s.metric, s.variant, e.id",
      { ids: JSON.stringify(ids) },
    );
  }

  /** The least and the greatest iteration that series have samples to show of. */
  extent(series: readonly Series[]): { min: number; max: number } | undefined {
    const found = this.#database
      .prepare(
        `SELECT min(e.iter) AS min, max(e.iter) AS max FROM ${this.#table} e
         WHERE e.series IN (SELECT value FROM json_each(?)) AND e.iter > ? AND ${this.#shown}`,
      )
      .get<{ min: number | null; max: number | null }>(idsOf(series), BELOW_CURVES);
    return found?.min == null || found.max === null ? undefined : { min: found.min, max: found.max };
  }

  /** Whether a series has samples with an iteration. */
  hasIterations(series: Series): boolean {
    const sql = `SELECT 1 FROM ${this.#table} WHERE series = ? AND iter > ? LIMIT 1`;
    return this.#database.prepare(sql).get(series.id, BELOW_CURVES) !== undefined;
  }
}

/** Which iterations to look for. */
export interface IterationQuery {
  readonly above?: number | undefined;
  readonly below?: number | undefined;
  readonly count: number;
  readonly descending: boolean;
}

/** Makes the store of plots. */
export function plotStore(database: Database): SampleStore<PlotEvent> {
  return new SampleStore<PlotEvent>(database, {
    type: "plot",
    table: "plots",
    content: ({ key, content }) => ({ ...(key && { key }), plot_str: content ?? "" }),
  });
}

/** Makes the store of images and other media. */
export function debugImageStore(database: Database): SampleStore<DebugImageEvent> {
  return new SampleStore<DebugImageEvent>(database, {
    type: "training_debug_image",
    table: "debug_images",
    content: ({ key, content }) => ({ ...(key && { key }), ...(content !== null && { url: content }) }),
    // Clients reuse file names after a while: what an older iteration shows is then the newer image.
    shown: `e.content IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM debug_images newer WHERE newer.series = e.series AND newer.content = e.content AND newer.iter > e.iter)`,
  });
}

/** Makes the store of vectors. */
export function vectorStore(database: Database): SampleStore<VectorEvent> {
  return new SampleStore<VectorEvent>(database, {
    type: "training_stats_vector",
    table: "vectors",
    // Sent as `values`, read as `value`: so does the official server.
    content: ({ key, content }) => ({ ...(key && { key }), ...(content && { value: JSON.parse(content) }) }),
  });
}

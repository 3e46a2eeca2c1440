import type { EventType } from "@clearml-ts/protocol";
import type { Database } from "../../../database/driver.ts";

/** One metric and variant of one task or model, for one type of event. */
export interface Series {
  readonly id: number;
  readonly owner: string;
  readonly metric: string;
  readonly variant: string;
  readonly model_event: number;
}

/** Metrics asked for, each with the variants asked for; an empty list stands for all of them. */
export type MetricFilter = ReadonlyMap<string, readonly string[]>;

/** The names under which events are filed. */
export class SeriesStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Finds a series, or makes it. */
  ensure(type: EventType, { owner, metric, variant, modelEvent }: SeriesName): number {
    const known = this.#database
      .prepare("SELECT id FROM event_series WHERE owner = ? AND type = ? AND metric = ? AND variant = ?")
      .get<{ id: number }>(owner, type, metric, variant);
    if (known) {
      return known.id;
    }
    return this.#database
      .prepare("INSERT INTO event_series (owner, type, metric, variant, model_event) VALUES (?, ?, ?, ?, ?)")
      .run(owner, type, metric, variant, modelEvent).lastInsertRowid;
  }

  /** The series of one owner and type, by metric and variant. */
  find(owner: string, type: EventType, filter?: MetricFilter): Series[] {
    const found = this.#database
      .prepare(
        `SELECT id, owner, metric, variant, model_event FROM event_series WHERE owner = ? AND type = ?
         ORDER BY metric, variant`,
      )
      .all<Series>(owner, type);
    if (!filter || filter.size === 0) {
      return found;
    }
    return found.filter(({ metric, variant }) => {
      const variants = filter.get(metric);
      return variants !== undefined && (variants.length === 0 || variants.includes(variant));
    });
  }

  /** Forgets the names of an owner, after its events. */
  deleteFor(owner: string): void {
    this.#database.prepare("DELETE FROM event_series WHERE owner = ?").run(owner);
  }
}

/** The key of a series. */
export interface SeriesName {
  readonly owner: string;
  readonly metric: string;
  readonly variant: string;
  readonly modelEvent: boolean;
}

/** The ids of series as the parameter of `series IN (SELECT value FROM json_each(?))`. */
export function idsOf(series: readonly Series[]): string {
  return JSON.stringify(series.map(({ id }) => id));
}

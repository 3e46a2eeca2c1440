import type { Database } from "../../../database/driver.ts";
import { bulkInsert } from "../store/bulk-insert.ts";
import type { Filing } from "../store/filing.ts";
import type { AcceptedScalar } from "../writing/accepted-event.ts";

/** The fields of points that have no place of their own: nearly always none. */
export class ScalarExtras {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Notes what came with points of some series, and forgets what came with those they replace. */
  write(bySeries: ReadonlyMap<number, readonly Filing<AcceptedScalar>[]>): void {
    const areThere = this.#database.prepare("SELECT 1 FROM scalar_extras LIMIT 1").get() !== undefined;
    for (const [series, points] of bySeries) {
      if (areThere) {
        this.#forget(series, points);
      }
      if (points.some(({ event }) => event.extra !== null)) {
        this.#note(series, points);
      }
    }
  }

  /** The extra fields of the points of a series from one iteration to another, by iteration. */
  between(series: number, from: number, to: number): ReadonlyMap<number, string> {
    const rows = this.#database
      .prepare("SELECT iter, extra FROM scalar_extras WHERE series = ? AND iter BETWEEN ? AND ?")
      .all<{ iter: number; extra: string }>(series, from, to);
    return new Map(rows.map(({ iter, extra }) => [iter, extra]));
  }

  /** Forgets what came with the points of an owner. */
  deleteFor(owner: string): void {
    this.#database
      .prepare("DELETE FROM scalar_extras WHERE series IN (SELECT id FROM event_series WHERE owner = ?)")
      .run(owner);
  }

  #forget(series: number, points: readonly Filing<AcceptedScalar>[]): void {
    const iterations = JSON.stringify(points.map(({ event }) => event.iter));
    this.#database
      .prepare("DELETE FROM scalar_extras WHERE series = ? AND iter IN (SELECT value FROM json_each(?))")
      .run(series, iterations);
  }

  #note(series: number, points: readonly Filing<AcceptedScalar>[]): void {
    const latest = new Map(points.map(({ event }) => [event.iter, event.extra]));
    const rows = [...latest].filter(([, extra]) => extra !== null);
    bulkInsert(
      this.#database,
      { columns: 3, head: "INSERT INTO scalar_extras (series, iter, extra)" },
      rows.flatMap(([iter, extra]) => [series, iter, extra]),
    );
  }
}

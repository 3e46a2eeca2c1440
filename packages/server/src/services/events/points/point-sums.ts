import type { Database } from "../../../database/driver.ts";
import type { PointBlock } from "./point-block.ts";
import { sumOf } from "./value-sum.ts";

/**
 * What the values of full blocks add up to: the means of a long curve are read from these, and not from its points. A block with
 * NaN or an infinity has no sum.
 */
export class PointSums {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Notes the sum of a block. */
  add(series: number, { first, last, count, earliest, latest, values }: PointBlock): void {
    const sums = sumOf(values);
    if (sums) {
      const { sum, lost, least, greatest } = sums;
      this.#database.prepare(INSERT).run(series, first, last, count, earliest, latest, sum, lost, least, greatest);
    }
  }

  /** Forgets the sum of a block that is about to change, by its first iteration. */
  delete(series: number, first: number): void {
    this.#database.prepare("DELETE FROM scalar_sums WHERE series = ? AND first = ?").run(series, first);
  }

  /** Forgets the sums of an owner's curves. */
  deleteFor(owner: string): void {
    const ofOwner = "series IN (SELECT id FROM event_series WHERE owner = ? AND type = 'training_stats_scalar')";
    this.#database.prepare(`DELETE FROM scalar_sums WHERE ${ofOwner}`).run(owner);
  }
}

const INSERT = `INSERT INTO scalar_sums (series, first, last, count, earliest, latest, sum, lost, least, greatest)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

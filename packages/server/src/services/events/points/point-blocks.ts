import type { Database } from "../../../database/driver.ts";
import { idsOf, type Series } from "../store/series.ts";
import { BELOW_CURVES, NO_ITERATION } from "../writing/iteration.ts";
import { type CurvePart, PointBlock, readCurve } from "./point-block.ts";
import { PointSums } from "./point-sums.ts";

/** The orders of points. */
export type PointAxis = "iter" | "timestamp";

/** The points between two positions on an axis, without those at them. */
export interface PointRange {
  readonly axis: PointAxis;
  readonly above: number;
  readonly below: number;
}

/** Points in a block: as many as fit on a page of SQLite, together with what is noted of them. */
const MOST_POINTS = 200;

/** Blocks read at a time, so that a curve of any length takes little memory. */
export const READ_BLOCKS = 256;

/** The columns that say how far a block reaches, and the iteration above which blocks count: along time, only curves are read. */
export const reach = {
  iter: { low: "first", high: "last", above: NO_ITERATION - 1 },
  timestamp: { low: "earliest", high: "latest", above: BELOW_CURVES },
} as const;

/** The blocks in which the points of curves lie. Those of a series never overlap. */
export class PointBlocks {
  readonly #database: Database;
  readonly #sums: PointSums;

  constructor(database: Database) {
    this.#database = database;
    this.#sums = new PointSums(database);
  }

  /** Writes points of a series; one with the iteration of an older one replaces it. */
  write(series: number, points: PointBlock): void {
    // Events that are not on a curve lie in blocks of their own, so that a question about curves is one about whole blocks.
    this.#file(series, points.before(BELOW_CURVES + 1), { lowest: NO_ITERATION, highest: BELOW_CURVES });
    this.#file(series, points.from(BELOW_CURVES + 1), { lowest: BELOW_CURVES + 1, highest: Number.MAX_SAFE_INTEGER });
  }

  /** The blocks of a series that have points in a range, or may have, in the order of iterations. */
  *within(series: number, { axis, above, below }: PointRange): Generator<PointBlock> {
    const { low, high } = reach[axis];
    const statement = this.#database.prepare(
      `SELECT first, curve, origins FROM scalar_blocks
       WHERE series = ? AND first > ? AND ${high} > ? AND ${low} < ? ORDER BY first LIMIT ?`,
    );
    let after: number = reach[axis].above;
    for (;;) {
      const rows = statement.all<StoredPoints & { first: number }>(series, after, above, below, READ_BLOCKS);
      for (const { curve, origins } of rows) {
        yield PointBlock.read(curve, origins);
      }
      const last = rows.at(-1);
      if (!last || rows.length < READ_BLOCKS) {
        return;
      }
      after = last.first;
    }
  }

  /** The last part of a series before an iteration. */
  lastBefore(series: number, iteration: number): CurvePart | undefined {
    const sql = "SELECT curve FROM scalar_blocks WHERE series = ? AND first < ? ORDER BY first DESC LIMIT 1";
    const row = this.#database.prepare(sql).get<{ curve: Uint8Array }>(series, iteration);
    return row && readCurve(row.curve);
  }

  /**
   * Narrows a range from its beginning, or its end, so that it still holds `limit` points of some series if there are so many:
   * what is next on a page is among those that are left.
   */
  narrow(series: readonly Series[], range: PointRange, { limit, descending }: { limit: number; descending: boolean }) {
    const { low, high, above } = reach[range.axis];
    const [edge, order] = descending ? [low, "DESC"] : [high, "ASC"];
    const sql = `SELECT edge FROM (
        SELECT ${edge} AS edge, sum(count) OVER (ORDER BY ${edge} ${order}) AS total FROM scalar_blocks
        WHERE series IN (SELECT value FROM json_each(?)) AND first > ? AND ${low} > ? AND ${high} < ?
      ) WHERE total >= ? ORDER BY total LIMIT 1`;
    const found = this.#database
      .prepare(sql)
      .get<{ edge: number }>(idsOf(series), above, range.above, range.below, limit);
    if (!found) {
      return range;
    }
    return descending ? { ...range, above: found.edge - 1 } : { ...range, below: found.edge + 1 };
  }

  /** Deletes the points of an owner's curves and says how many there were. */
  deleteFor(owner: string): number {
    const ofOwner = "series IN (SELECT id FROM event_series WHERE owner = ? AND type = 'training_stats_scalar')";
    const sql = `SELECT sum(count) AS count FROM scalar_blocks WHERE ${ofOwner}`;
    const { count } = this.#database.prepare(sql).get<{ count: number | null }>(owner) ?? {};
    this.#database.prepare(`DELETE FROM scalar_blocks WHERE ${ofOwner}`).run(owner);
    this.#sums.deleteFor(owner);
    return count ?? 0;
  }

  /** Files points block by block; `lowest` and `highest` are the iterations that may share one. */
  #file(series: number, points: PointBlock, { lowest, highest }: { lowest: number; highest: number }): void {
    let rest = points;
    while (rest.count > 0) {
      const home = this.#database
        .prepare(HOME)
        .get<StoredPoints & { id: number; next: number | null }>({ series, iter: rest.first, lowest, highest });
      const next = home?.next ?? Number.POSITIVE_INFINITY;
      this.#put(series, rest.before(next), home);
      rest = rest.from(next);
    }
  }

  /** Puts points into the block that they belong to, or behind it. */
  #put(series: number, points: PointBlock, home?: StoredPoints & { id: number }): void {
    const block = home && PointBlock.read(home.curve, home.origins);
    const how = !block || points.first > block.last ? "fill" : "equally";
    if (!home || !block || (how === "fill" && block.count >= MOST_POINTS)) {
      this.#insert(series, points.split(MOST_POINTS, "fill"));
      return;
    }
    if (block.count === MOST_POINTS) {
      this.#sums.delete(series, block.first);
    }
    const blocks = block.merge(points).split(MOST_POINTS, how);
    const [head] = blocks;
    if (head?.first === block.first) {
      this.#database.prepare(UPDATE).run(...columnsOf(head), home.id);
      this.#sum(series, head);
      this.#insert(series, blocks.slice(1));
    } else {
      this.#database.prepare("DELETE FROM scalar_blocks WHERE id = ?").run(home.id);
      this.#insert(series, blocks);
    }
  }

  #insert(series: number, blocks: readonly PointBlock[]): void {
    for (const block of blocks) {
      this.#database.prepare(INSERT).run(...columnsOf(block), series, block.first);
      this.#sum(series, block);
    }
  }

  /** Notes the sum of a block that has become full: one that still grows would have it written again and again. */
  #sum(series: number, block: PointBlock): void {
    if (block.count === MOST_POINTS) {
      this.#sums.add(series, block);
    }
  }
}

interface StoredPoints {
  readonly curve: Uint8Array;
  readonly origins: Uint8Array;
}

function columnsOf({ last, count, earliest, latest, curve, origins }: PointBlock) {
  return [last, count, earliest, latest, curve, origins] as const;
}

const INSERT = `INSERT INTO scalar_blocks (last, count, earliest, latest, curve, origins, series, first)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?)`;

/** Leaves alone what the index is made of, so that a block that grows is all that is written. */
const UPDATE = `UPDATE scalar_blocks
  SET last = ?, count = ?, earliest = ?, latest = ?, curve = ?, origins = ? WHERE id = ?`;

/** The last block that begins at or before an iteration, or else the first one, and where the one behind it begins. */
const HOME = `
  WITH home(first) AS (SELECT coalesce(
    (SELECT max(first) FROM scalar_blocks WHERE series = :series AND first BETWEEN :lowest AND :iter),
    (SELECT min(first) FROM scalar_blocks WHERE series = :series AND first BETWEEN :iter AND :highest)
  ))
  SELECT block.id, block.curve, block.origins,
    (SELECT min(first) FROM scalar_blocks WHERE series = :series AND first > home.first) AS next
  FROM home JOIN scalar_blocks block ON block.series = :series AND block.first = home.first`;

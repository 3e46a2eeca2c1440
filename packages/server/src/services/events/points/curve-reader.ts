import type { Database } from "../../../database/driver.ts";
import { BELOW_CURVES } from "../writing/iteration.ts";
import { type BucketSum, bucketMeans, type Curve, type Stretch } from "./bucket-means.ts";
import { type CurveRange, extentOf, within } from "./curve-range.ts";
import { PointBlock, readCurve } from "./point-block.ts";
import { type PointAxis, READ_BLOCKS, reach } from "./point-blocks.ts";
import type { CurveExtent } from "./sampling.ts";

const WHOLE: CurveRange = { min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY };

/**
 * Reads curves along an axis, thinned out. A block that lies in one bucket counts by its sum; only blocks at the edges of buckets,
 * and those without a sum, are read point by point.
 */
export class CurveReader {
  readonly #database: Database;
  readonly #axis: PointAxis;

  constructor(database: Database, axis: PointAxis) {
    this.#database = database;
    this.#axis = axis;
  }

  /** How far a curve reaches in a range. */
  extent(series: number, range = WHOLE): CurveExtent {
    const { low, high } = reach[this.#axis];
    const whole = this.#database
      .prepare(
        `SELECT coalesce(sum(count), 0) AS count, min(${low}) AS min, max(${high}) AS max FROM (${BLOCKS})
         WHERE ${low} >= :min AND ${high} <= :max`,
      )
      .get<CurveExtent>({ series, below: BELOW_CURVES, ...range });
    // Nothing reaches over the ends of all there is.
    const edges = extentOf(range === WHOLE ? [] : this.#stretches({ series, ...range }, "low < :min OR high > :max"));
    if (!whole || whole.count === 0) {
      return edges;
    }
    return {
      count: whole.count + edges.count,
      min: Math.min(whole.min, edges.min),
      max: Math.max(whole.max, edges.max),
    };
  }

  /** The means of buckets of one width that begin at multiples of it, in a range. */
  means(series: number, width: number, range = WHOLE): Curve {
    const { low, high } = reach[this.#axis];
    const sums = this.#database
      .prepare(
        `SELECT ${bucketOf(low)} AS position, sum(sum) AS sum, sum(lost) AS lost, sum(count) AS count,
           min(least) AS least, max(greatest) AS greatest
         FROM scalar_sums WHERE series = :series AND first > :below AND ${low} >= :min AND ${high} <= :max
           AND ${bucketOf(low)} = ${bucketOf(high)}
         GROUP BY position`,
      )
      .all<BucketSum>({ series, below: BELOW_CURVES, width, ...range });
    const isRead = `sums.first IS NULL OR low < :min OR high > :max OR ${bucketOf("low")} <> ${bucketOf("high")}`;
    return bucketMeans(this.#stretches({ series, width, ...range }, isRead), width, sums);
  }

  /** The points in a range of the blocks for which `isRead` holds: an expression of `sums`, `low` and `high`. */
  *#stretches(values: CurveRange & { series: number; width?: number }, isRead: string): Generator<Stretch> {
    const { low, high } = reach[this.#axis];
    // From the sum where there is one: a block that is not read is not even looked at.
    const reachOf = (column: string) => `coalesce(sums.${column}, block.${column})`;
    const columns = this.#axis === "iter" ? "block.curve" : "block.curve, block.origins";
    const condition = `low <= :max AND high >= :min AND (${isRead})`
      .replaceAll(/\blow\b/g, reachOf(low))
      .replaceAll(/\bhigh\b/g, reachOf(high));
    const statement = this.#database.prepare(
      `SELECT block.first, ${columns} FROM scalar_blocks block
       LEFT JOIN scalar_sums sums ON sums.series = block.series AND sums.first = block.first
       WHERE block.series = :series AND block.first > :below AND ${condition}
       ORDER BY block.first LIMIT ${READ_BLOCKS}`,
    );
    let below: number = BELOW_CURVES;
    for (;;) {
      const rows = statement.all<StoredCurve>({ ...values, below });
      yield* within(rows.map(stretchOf), values);
      const last = rows.at(-1);
      if (!last || rows.length < READ_BLOCKS) {
        return;
      }
      below = last.first;
    }
  }
}

/** A block as it is read; the origins are there along time only. */
interface StoredCurve {
  readonly first: number;
  readonly curve: Uint8Array;
  readonly origins?: Uint8Array;
}

function stretchOf({ curve, origins }: StoredCurve): Stretch {
  if (origins) {
    const { timestamps, values } = PointBlock.read(curve, origins);
    return { x: timestamps, y: values };
  }
  const { iterations, values } = readCurve(curve);
  return { x: iterations, y: values };
}

/** Where the bucket of a position begins, counted as `bucketStart` counts. */
function bucketOf(position: string): string {
  return `floor(1.0 * ${position} / :width) * :width`;
}

/** The blocks of a curve, by their sums where there are such: those lie close together. */
const BLOCKS = `
  SELECT count, first, last, earliest, latest FROM scalar_sums WHERE series = :series AND first > :below
  UNION ALL
  SELECT count, first, last, earliest, latest FROM scalar_blocks block
  WHERE series = :series AND first > :below
    AND NOT EXISTS (SELECT 1 FROM scalar_sums sums WHERE sums.series = block.series AND sums.first = block.first)`;

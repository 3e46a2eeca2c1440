import type { Database } from "../../../database/driver.ts";
import type { Filing } from "../store/filing.ts";
import type { ReceiptStore } from "../store/receipts.ts";
import { idsOf, type Series } from "../store/series.ts";
import type { AcceptedScalar } from "../writing/accepted-event.ts";
import { BELOW_CURVES } from "../writing/iteration.ts";
import type { Curve } from "./bucket-means.ts";
import type { CurveRange } from "./curve-range.ts";
import { CurveReader } from "./curve-reader.ts";
import { PointBlock } from "./point-block.ts";
import { type PointAxis, PointBlocks } from "./point-blocks.ts";
import type { CurveExtent } from "./sampling.ts";
import { ScalarEvents, type ScalarPoint } from "./scalar-events.ts";
import { ScalarExtras } from "./scalar-extras.ts";

/** How many points to read, and beyond which iteration or time. */
export interface PointsQuery {
  readonly limit: number;
  readonly after?: number | undefined;
}

/** The points of curves. */
export class ScalarStore {
  readonly events: ScalarEvents;
  readonly #blocks: PointBlocks;
  readonly #extras: ScalarExtras;
  readonly #readers: Readonly<Record<PointAxis, CurveReader>>;
  readonly #database: Database;

  constructor(database: Database, receipts: ReceiptStore) {
    this.#database = database;
    this.#blocks = new PointBlocks(database);
    this.#extras = new ScalarExtras(database);
    this.#readers = { iter: new CurveReader(database, "iter"), timestamp: new CurveReader(database, "timestamp") };
    this.events = new ScalarEvents(database, { blocks: this.#blocks, extras: this.#extras, receipts });
  }

  /** Writes points; one with the iteration of an older one replaces it. */
  add(points: readonly Filing<AcceptedScalar>[]): void {
    const bySeries = new Map<number, Filing<AcceptedScalar>[]>();
    for (const point of points) {
      const list = bySeries.get(point.series);
      if (list) {
        list.push(point);
      } else {
        bySeries.set(point.series, [point]);
      }
    }
    for (const [series, list] of bySeries) {
      this.#blocks.write(series, PointBlock.of(list));
    }
    this.#extras.write(bySeries);
  }

  /** How far curves reach, within a range where one is given; those without points there are left out. */
  extents(series: readonly Series[], axis: PointAxis, range?: CurveRange): (Series & CurveExtent)[] {
    return series.flatMap((one) => {
      const extent = this.#readers[axis].extent(one.id, range);
      return extent.count > 0 ? [{ ...one, ...extent }] : [];
    });
  }

  /** Reads a curve, or a range of it, as the means of buckets of one width that begin at multiples of it. */
  sample({ id }: Series, axis: PointAxis, interval: number, range?: CurveRange): Curve {
    return this.#readers[axis].means(id, interval, range);
  }

  /** Whether a series has points on its curve, rather than only a single value. */
  hasCurve(series: Series): boolean {
    const sql = "SELECT 1 FROM scalar_blocks WHERE series = ? AND first > ? LIMIT 1";
    return this.#database.prepare(sql).get(series.id, BELOW_CURVES) !== undefined;
  }

  /** Points of curves in the order of iterations; those that share the last one come all. */
  pointsByIteration(series: readonly Series[], { limit, after = BELOW_CURVES }: PointsQuery): ScalarPoint[] {
    const range = { axis: "iter", above: after, below: Number.POSITIVE_INFINITY } as const;
    return this.events.next(series, { ...range, limit, descending: false });
  }

  /** Points of curves in the order of time; those that share the last millisecond come all. */
  pointsByTime(series: readonly Series[], { limit, after = Number.NEGATIVE_INFINITY }: PointsQuery): ScalarPoint[] {
    const range = { axis: "timestamp", above: after, below: Number.POSITIVE_INFINITY } as const;
    return this.events.next(series, { ...range, limit, descending: false });
  }

  /** How many points are on the curves of series. */
  countOnCurves(series: readonly Series[]): number {
    const sql = `SELECT sum(count) AS count FROM scalar_blocks
      WHERE series IN (SELECT value FROM json_each(?)) AND first > ?`;
    return this.#database.prepare(sql).get<{ count: number | null }>(idsOf(series), BELOW_CURVES)?.count ?? 0;
  }

  /** The newest finite point above zero of a series. */
  newestPositive(series: Series): number | undefined {
    let part = this.#blocks.lastBefore(series.id, Number.POSITIVE_INFINITY);
    for (; part; part = this.#blocks.lastBefore(series.id, part.iterations[0] as number)) {
      const found = part.values.findLast((value) => value > 0 && Number.isFinite(value));
      if (found !== undefined) {
        return found;
      }
    }
    return undefined;
  }
}

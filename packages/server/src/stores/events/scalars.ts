import type { ScalarEvent } from "@clearml-ts/protocol";
import type { Database, SqlValue } from "../../database/driver.ts";
import type { AcceptedScalar } from "../../events/accepted-event.ts";
import { BELOW_CURVES } from "../../events/iteration.ts";
import { bucketStart, type CurveExtent } from "../../events/sampling.ts";
import { bulkInsert } from "./bulk-insert.ts";
import { EventReader } from "./event-reader.ts";
import type { Filing } from "./filing.ts";
import { nextIterations } from "./iteration-pages.ts";
import { idsOf, type Series } from "./series.ts";
import type { StoredEvent } from "./stored-event.ts";

/** The axis along which a curve is read. */
export type CurveAxis = "iter" | "timestamp";

/** Points of a curve, in the order of its axis. */
export interface Curve {
  readonly x: number[];
  readonly y: number[];
}

/** The row of a scalar. */
interface ScalarRow extends StoredEvent {
  readonly value: number;
}

/** The points of curves. */
export class ScalarStore {
  readonly events: EventReader<ScalarEvent, ScalarRow>;

  constructor(private readonly database: Database) {
    this.events = new EventReader(database, {
      type: "training_stats_scalar",
      table: "scalar_points",
      columns: "e.value",
      content: ({ value }) => ({ value }),
    });
  }

  /** Writes points; one with the iteration of an older one replaces it. */
  add(points: readonly Filing<AcceptedScalar>[]): void {
    const values: SqlValue[] = [];
    for (const { event, series, receipt } of points) {
      values.push(series, event.iter, event.value, event.timestamp, receipt, event.extra);
    }
    bulkInsert(this.database, UPSERT, values);
  }

  /** How far curves reach; those without points on a curve are left out. Counts are exact below `countTo` only. */
  extents(series: readonly Series[], axis: CurveAxis, countTo: number): (Series & CurveExtent)[] {
    const extent = this.database.prepare(axis === "iter" ? ITERATION_EXTENT : TIME_EXTENT);
    return series.flatMap((one) => {
      const found = extent.get<CurveExtent>({ series: one.id, below: BELOW_CURVES, countTo });
      return found && found.count > 0 ? [{ ...one, ...found }] : [];
    });
  }

  /** Reads a curve as the means of buckets of one width that begin at multiples of it. */
  sample({ id, min, max }: Series & CurveExtent, axis: CurveAxis, interval: number): Curve {
    const parameters = { series: id, below: BELOW_CURVES, interval };
    if (axis === "timestamp") return curveOf(this.database.prepare(TIME_BUCKETS).all(parameters));
    if (interval === 1) return curveOf(this.database.prepare(EVERY_POINT).all({ series: id, below: BELOW_CURVES }));
    const first = bucketStart(min, interval);
    const found = this.database.prepare(ITERATION_MEANS).get<{ means: string }>({ ...parameters, first, last: max });
    return curveOf(
      (found?.means ?? "").split(" ").map((mean, index) => ({ x: first + index * interval, y: readMean(mean) })),
    );
  }

  /** Whether a series has points on its curve, rather than only a single value. */
  hasCurve(series: Series): boolean {
    const sql = "SELECT 1 FROM scalar_points WHERE series = ? AND iter > ? LIMIT 1";
    return this.database.prepare(sql).get(series.id, BELOW_CURVES) !== undefined;
  }

  /** Points of curves in the order of iterations; those that share the last one come all. */
  pointsByIteration(series: readonly Series[], { limit, after = BELOW_CURVES }: PointsQuery): ScalarPoint[] {
    const range = nextIterations(this.database, "scalar_points", series, { limit, after, descending: false });
    if (!range) return [];
    const sql = `${POINTS} AND iter BETWEEN :from AND :to ORDER BY iter`;
    return this.database.prepare(sql).all<ScalarPoint>({ ids: idsOf(series), ...range });
  }

  /** Points of curves in the order of time; those that share the last millisecond come all. */
  pointsByTime(series: readonly Series[], { limit, after = -Number.MAX_SAFE_INTEGER }: PointsQuery): ScalarPoint[] {
    const parameters = { ids: idsOf(series), below: BELOW_CURVES, after };
    const beyond = `${POINTS} AND iter > :below AND timestamp > :after`;
    const last = this.database
      .prepare(`${beyond} ORDER BY timestamp LIMIT 1 OFFSET :skip`)
      .get<ScalarPoint>({ ...parameters, skip: limit - 1 });
    const sql = `${beyond} AND timestamp <= :last ORDER BY timestamp, iter`;
    return this.database
      .prepare(sql)
      .all<ScalarPoint>({ ...parameters, last: last?.timestamp ?? Number.MAX_SAFE_INTEGER });
  }

  /** How many points are on the curves of series. */
  countOnCurves(series: readonly Series[]): number {
    const sql = `SELECT count(*) AS count FROM scalar_points
      WHERE series IN (SELECT value FROM json_each(?)) AND iter > ?`;
    return this.database.prepare(sql).get<{ count: number }>(idsOf(series), BELOW_CURVES)?.count ?? 0;
  }

  /** The newest point above zero of a series. */
  newestPositive(series: Series): number | undefined {
    const sql = "SELECT value FROM scalar_points WHERE series = ? AND value > 0 ORDER BY iter DESC LIMIT 1";
    return this.database.prepare(sql).get<{ value: number }>(series.id)?.value;
  }
}

/** One point as it was stored. */
export interface ScalarPoint {
  readonly series: number;
  readonly iter: number;
  readonly timestamp: number;
  readonly value: number;
}

/** How many points to read, and beyond which iteration or time. */
export interface PointsQuery {
  readonly limit: number;
  readonly after?: number | undefined;
}

const POINTS = `SELECT series, iter, timestamp, value FROM scalar_points
  WHERE series IN (SELECT value FROM json_each(:ids))`;

function curveOf(points: readonly { x: number; y: number | null }[]): Curve {
  const x: number[] = [];
  const y: number[] = [];
  for (const point of points) {
    // Buckets without points have no mean.
    if (point.y === null) continue;
    x.push(point.x);
    y.push(point.y);
  }
  return { x, y };
}

/** A number as `quote` writes it. */
function readMean(text: string): number | null {
  return text === "NULL" ? null : Number(text);
}

const UPSERT = {
  columns: 6,
  head: "INSERT INTO scalar_points (series, iter, value, timestamp, receipt, extra)",
  tail: `ON CONFLICT DO UPDATE SET
    value = excluded.value, timestamp = excluded.timestamp, receipt = excluded.receipt, extra = excluded.extra`,
};

/** Looks at the ends of the curve, and counts no further than it matters. */
const ITERATION_EXTENT = `SELECT
  (SELECT count(*) FROM (SELECT 1 FROM scalar_points WHERE series = :series AND iter > :below LIMIT :countTo)) AS count,
  (SELECT min(iter) FROM scalar_points WHERE series = :series AND iter > :below) AS min,
  (SELECT max(iter) FROM scalar_points WHERE series = :series AND iter > :below) AS max`;

const TIME_EXTENT = `SELECT count(*) AS count, min(timestamp) AS min, max(timestamp) AS max FROM scalar_points
  WHERE series = :series AND iter > :below AND :countTo > 0`;

const EVERY_POINT =
  "SELECT iter AS x, value AS y FROM scalar_points WHERE series = :series AND iter > :below ORDER BY iter";

/**
 * One short range scan per bucket: grouping by `iter / interval` would sort all points first, seven times slower.
 * The means come as one text, since two thousand rows take the driver nearly as long as SQLite; `quote` keeps every digit.
 */
const ITERATION_MEANS = `
  WITH RECURSIVE buckets(x) AS (
    SELECT :first UNION ALL SELECT x + :interval FROM buckets WHERE x + :interval <= :last
  )
  SELECT group_concat(quote((
    SELECT avg(value) FROM scalar_points WHERE series = :series AND iter > max(x - 1, :below) AND iter < x + :interval
  )), ' ') AS means FROM buckets`;

/** Times are not the order of storage, and several points may share one; the remainder keeps the sign of its left side. */
const TIME_BUCKETS = `
  SELECT timestamp - ((timestamp % :interval) + :interval) % :interval AS x, avg(value) AS y FROM scalar_points
  WHERE series = :series AND iter > :below GROUP BY x ORDER BY x`;

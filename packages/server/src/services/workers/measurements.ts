import { type MachineStats, type ReplyOf, type RequestOf, results } from "@clearml-ts/protocol";
import type { Database } from "../../database/driver.ts";
import { ApiFailure } from "../../errors.ts";
import { bucketOf, bucketStarts, readPeriod } from "../../values/chart-buckets.ts";
import type { Clock } from "../../values/clock.ts";

type StatsRequest = RequestOf<"workers.get_stats">;
type Aggregation = "avg" | "min" | "max";

/** Stands for the task of a busy worker: only whether there was one is asked, and tasks are deleted. */
const BUSY = "busy";

/** Milliseconds that measurements are kept. */
const KEPT = 28 * 86_400_000;

/** The measurements of workers on their machines, over time. */
export class WorkerMeasurements {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  /** Notes the measurements of one report; lists hold one value per processor or device. */
  add(worker: string, timestamp: number, stats: MachineStats, isBusy: boolean): void {
    const insert = this.#database.prepare(
      "INSERT INTO worker_measurements (worker, timestamp, metric, variant, value, task) VALUES (?, ?, ?, ?, ?, ?)",
    );
    for (const [metric, measured] of Object.entries(stats)) {
      const values: unknown[] = Array.isArray(measured) ? measured : [measured];
      values.forEach((value, index) => {
        if (typeof value !== "number" || !Number.isFinite(value)) {
          return;
        }
        const variant = Array.isArray(measured) ? String(index) : "total";
        insert.run(worker, timestamp, metric, variant, value, isBusy ? BUSY : undefined);
      });
    }
    this.#database.prepare("DELETE FROM worker_measurements WHERE timestamp < ?").run(this.#clock().getTime() - KEPT);
  }

  /** The names of what is measured, by the kind of machine part. @throws {@link ApiFailure} 400/1005 when there is nothing. */
  keys(workers: readonly string[] = []): ReplyOf<"workers.get_metric_keys">["categories"] {
    const metrics = this.#database
      .prepare(
        `SELECT DISTINCT metric FROM worker_measurements
         WHERE json_array_length(?1) = 0 OR worker IN (SELECT value FROM json_each(?1)) ORDER BY metric`,
      )
      .all<{ metric: string }>(JSON.stringify(workers))
      .map(({ metric }) => metric);
    if (metrics.length === 0) {
      throw new ApiFailure(results.workerStatsNotFound, { fields: { worker_ids: workers } });
    }
    const names = [...new Set(metrics.map(categoryOf))];
    return names.map((name) => ({ name, metric_keys: metrics.filter((metric) => categoryOf(metric) === name) }));
  }

  /** How many workers reported over time: all of them, and those with a task. */
  activity(request: RequestOf<"workers.get_activity_report">): ReplyOf<"workers.get_activity_report"> {
    const period = readPeriod(request);
    const rows = this.#database
      .prepare(
        `SELECT CAST(timestamp / ?3 AS INTEGER) * ?3 AS bucket, count(DISTINCT worker) AS total,
           count(DISTINCT CASE WHEN task IS NOT NULL THEN worker END) AS active
         FROM worker_measurements WHERE timestamp BETWEEN ?1 AND ?2 GROUP BY 1`,
      )
      .all<{ bucket: number; total: number; active: number }>(period.from, period.to, period.interval);
    const byBucket = new Map(rows.map((row) => [bucketOf(row.bucket, period.interval), row]));
    const dates = bucketStarts(period);
    const counts = (side: "total" | "active") => dates.map((date) => byBucket.get(date)?.[side] ?? 0);
    return { total: { dates, counts: counts("total") }, active: { dates, counts: counts("active") } };
  }

  /** Measurements over time, one line per worker and metric, and per device where that is asked for. */
  stats(request: StatsRequest): ReplyOf<"workers.get_stats"> {
    const period = readPeriod(request);
    const dates = bucketStarts(period);
    const byWorker = new Map<string, Map<string, ReplyOf<"workers.get_stats">["workers"][number]["metrics"][number]>>();
    for (const { key, aggregation, category } of request.items) {
      if (typeof key !== "string") {
        throw new ApiFailure(results.validationError, { detail: "items: each needs a key" });
      }
      const how = readAggregation(aggregation ?? category);
      const perDevice = (request.split_by_resource ?? false) && key.startsWith("gpu_");
      for (const [worker, samples] of this.#samples(key, period, request.worker_ids)) {
        const metrics = byWorker.get(worker) ?? new Map();
        byWorker.set(worker, metrics);
        const metric = metrics.get(key) ?? { metric: key, stats: [] };
        metrics.set(key, metric);
        const line = (chosen: readonly Sample[]) => aggregate(chosen, dates, period.interval, how);
        const devices = [...new Set(samples.map(({ variant }) => variant))].sort();
        metric.stats.push({
          aggregation: how,
          dates,
          values: line(samples),
          resource_series:
            perDevice && devices.length > 1
              ? devices.map((name) => ({ name, values: line(samples.filter(({ variant }) => variant === name)) }))
              : [],
        });
      }
    }
    return { workers: [...byWorker].map(([worker, metrics]) => ({ worker, metrics: [...metrics.values()] })) };
  }

  #samples(
    metric: string,
    { from, to }: { from: number; to: number },
    workers: readonly string[] = [],
  ): Map<string, Sample[]> {
    const rows = this.#database
      .prepare(
        `SELECT worker, timestamp, variant, value FROM worker_measurements
         WHERE timestamp BETWEEN ?1 AND ?2 AND metric = ?3
           AND (json_array_length(?4) = 0 OR worker IN (SELECT value FROM json_each(?4)))
         ORDER BY worker, timestamp`,
      )
      .all<Sample & { worker: string }>(from, to, metric, JSON.stringify(workers));
    const found = new Map<string, Sample[]>();
    for (const { worker, ...sample } of rows) {
      const samples = found.get(worker) ?? [];
      samples.push(sample);
      found.set(worker, samples);
    }
    return found;
  }
}

interface Sample {
  readonly timestamp: number;
  readonly variant: string;
  readonly value: number;
}

function categoryOf(metric: string): string {
  return metric.split("_", 1)[0] ?? metric;
}

function readAggregation(value: string | undefined): Aggregation {
  if (value === undefined) {
    return "avg";
  }
  if (value === "avg" || value === "min" || value === "max") {
    return value;
  }
  throw new ApiFailure(results.validationError, { detail: "items: aggregation is avg, min or max" });
}

function aggregate(samples: readonly Sample[], dates: readonly number[], interval: number, how: Aggregation): number[] {
  const byDate = new Map<number, number[]>();
  for (const { timestamp, value } of samples) {
    const date = bucketOf(timestamp, interval);
    byDate.set(date, [...(byDate.get(date) ?? []), value]);
  }
  return dates.map((date) => {
    const values = byDate.get(date);
    if (!values) {
      return 0;
    }
    if (how === "avg") {
      return values.reduce((sum, value) => sum + value, 0) / values.length;
    }
    return values.reduce((best, value) => Math[how](best, value));
  });
}

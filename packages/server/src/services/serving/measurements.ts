import type { ReplyOf, RequestOf } from "@clearml-ts/protocol";
import type { Database } from "../../database/driver.ts";
import { bucketOf, bucketStarts, type ChartPeriod, readPeriod } from "../../values/chart-buckets.ts";
import type { Clock } from "../../values/clock.ts";
import { averageOf, type ServingChart, type ServingMetric, type ServingReading, servingCharts } from "./charts.ts";

/** Milliseconds that measurements are kept. */
const KEPT = 28 * 86_400_000;

const METRICS = Object.keys(servingCharts) as ServingMetric[];

type HistoryRequest = RequestOf<"serving.get_endpoint_metrics_history">;

/** The measurements of containers that serve models, over time. */
export class ServingMeasurements {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  /** Notes the measurements of one report. */
  add(endpoint: string, container: string, measured: ServingReading): void {
    const now = this.#clock().getTime();
    this.#database
      .prepare(
        `INSERT INTO serving_measurements (endpoint, container, timestamp, ${METRICS.join(", ")})
         VALUES (?, ?, ?, ${METRICS.map(() => "?").join(", ")})`,
      )
      .run(endpoint, container, now, ...METRICS.map((metric) => measured[metric]));
    this.#database.prepare("DELETE FROM serving_measurements WHERE timestamp < ?").run(now - KEPT);
  }

  /** Draws one measurement of an endpoint: all of its containers together, and each by itself. */
  history(request: HistoryRequest): ReplyOf<"serving.get_endpoint_metrics_history"> {
    const { metric_type: metric = "requests", instance_charts = true } = request;
    const period = readPeriod(request);
    const chart = servingCharts[metric];
    const samples = this.#samples(request.endpoint_url, metric, period);
    const dates = datesOf(metric, period, samples);
    const values = (chosen: readonly Sample[]) => valuesAt(dates, chosen, chart);
    const containers = instance_charts ? [...new Set(samples.map(({ container }) => container))] : [];
    const instances = containers.map((title) => {
      return [title, { title, dates, values: values(samples.filter(({ container }) => container === title)) }] as const;
    });
    return {
      computed_interval: period.interval / 1000,
      total: { title: chart.title, dates, values: values(samples) },
      instances: Object.fromEntries(instances),
    };
  }

  #samples(endpoint: string, metric: ServingMetric, { from, to, interval }: ChartPeriod): Sample[] {
    const value = metric === "requests" ? "max(requests)" : `avg(${metric})`;
    return this.#database
      .prepare(
        `SELECT CAST(timestamp / ?4 AS INTEGER) * ?4 AS bucket, container, ${value} AS value
         FROM serving_measurements WHERE endpoint = ?1 AND timestamp BETWEEN ?2 AND ?3
         GROUP BY 1, 2 ORDER BY container, 1`,
      )
      .all<Sample>(endpoint, from, to, interval)
      .map((sample) => ({ ...sample, bucket: bucketOf(sample.bucket, interval) }));
  }
}

/** The measurements of one container in one piece of the period. */
interface Sample {
  readonly bucket: number;
  readonly container: string;
  readonly value: number | null;
}

/** The dates of a chart. Requests are a count that only grows: where nobody reported there is no point rather than 0. */
function datesOf(metric: ServingMetric, period: ChartPeriod, samples: readonly Sample[]): number[] {
  if (samples.length === 0) {
    return [];
  }
  const reported = new Set(samples.map(({ bucket }) => bucket));
  return bucketStarts(period).filter((date) => metric !== "requests" || reported.has(date));
}

/** One value for each date: of a single container its own, of several what they have together. */
function valuesAt(dates: readonly number[], samples: readonly Sample[], { total, unit = 1 }: ServingChart): number[] {
  const byDate = new Map<number, number[]>();
  for (const { bucket, value } of samples) {
    if (value !== null) {
      byDate.set(bucket, [...(byDate.get(bucket) ?? []), value]);
    }
  }
  return dates.map((date) => {
    const values = byDate.get(date) ?? [];
    const average = averageOf(values) ?? 0;
    return Math.round(((total === "sum" ? average * values.length : average) / unit) * 100) / 100;
  });
}

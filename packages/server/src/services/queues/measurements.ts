import type { QueueRecord, ReplyOf, RequestOf } from "@clearml-ts/protocol";
import type { Database } from "../../database/driver.ts";
import { bucketOf, type ChartPeriod, readPeriod } from "../../values/chart-buckets.ts";
import type { Clock } from "../../values/clock.ts";

/** Milliseconds that measurements are kept. */
const KEPT = 28 * 86_400_000;

/** A period is drawn with what was known this long before it. */
const LEAD = 3_600_000;

interface Measurement {
  readonly queue: string;
  readonly timestamp: number;
  readonly length: number;
  readonly waiting: number;
}

/** How many tasks waited in queues, and how long, over time. */
export class QueueMeasurements {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  /** Notes how many tasks wait in a queue, and for how many seconds on average. */
  add({ id, entries = [] }: QueueRecord): void {
    const now = this.#clock().getTime();
    const waited = entries.reduce((total, { added }) => total + (now - Date.parse(added)) / 1000, 0);
    this.#database
      .prepare("INSERT INTO queue_measurements (queue, timestamp, length, waiting) VALUES (?, ?, ?, ?)")
      .run(id, now, entries.length, entries.length > 0 ? waited / entries.length : 0);
    this.#database.prepare("DELETE FROM queue_measurements WHERE timestamp < ?").run(now - KEPT);
  }

  /** The queues that were measured at a moment or after it. */
  measuredSince(moment: number): ReadonlySet<string> {
    const rows = this.#database
      .prepare("SELECT DISTINCT queue FROM queue_measurements WHERE timestamp >= ?")
      .all<{ queue: string }>(moment);
    return new Set(rows.map(({ queue }) => queue));
  }

  /** One line per queue, or one line over all of them when no queue is named. */
  metrics(
    request: RequestOf<"queues.get_queue_metrics">,
    queues: readonly string[],
  ): ReplyOf<"queues.get_queue_metrics">["queues"] {
    const period = readPeriod(request);
    const measured = this.#longestWaits(period, queues);
    const starts = [...new Set(measured.map(({ timestamp }) => timestamp))];
    const shown = starts.filter((start) => start >= period.from - period.interval);
    if ((request.queue_ids ?? []).length === 0) {
      return shown.length === 0 ? [] : [totalLine(measured, starts, shown)];
    }
    return queues.flatMap((queue) => {
      const own = measured.filter((each) => each.queue === queue && shown.includes(each.timestamp));
      return own.length === 0 ? [] : [lineOf(queue, own)];
    });
  }

  /** The longest wait of each queue in each piece of a period. */
  #longestWaits({ from, to, interval }: ChartPeriod, queues: readonly string[]): Measurement[] {
    const rows = this.#database
      .prepare(
        `SELECT queue, timestamp, length, waiting FROM queue_measurements
         WHERE timestamp BETWEEN ? AND ? AND queue IN (SELECT value FROM json_each(?)) ORDER BY timestamp`,
      )
      .all<Measurement>(from - LEAD, to, JSON.stringify(queues));
    const longest = new Map<string, Measurement>();
    for (const row of rows) {
      const timestamp = bucketOf(row.timestamp, interval);
      const key = `${timestamp} ${row.queue}`;
      const known = longest.get(key);
      const isLonger =
        !known || row.waiting > known.waiting || (row.waiting === known.waiting && row.length > known.length);
      if (isLonger) {
        longest.set(key, { ...row, timestamp });
      }
    }
    return [...longest.values()];
  }
}

/** Adds up the queues; one that has no value in a piece of time keeps the one before. */
function totalLine(
  measured: readonly Measurement[],
  starts: readonly number[],
  shown: readonly number[],
): ReturnType<typeof lineOf> {
  const last = new Map<string, Measurement>();
  const totals: Measurement[] = [];
  for (const timestamp of starts) {
    for (const each of measured) {
      if (each.timestamp === timestamp) {
        last.set(each.queue, each);
      }
    }
    const length = [...last.values()].reduce((sum, each) => sum + each.length, 0);
    const waited = [...last.values()].reduce((sum, each) => sum + each.waiting * each.length, 0);
    if (shown.includes(timestamp)) {
      totals.push({ queue: "total", timestamp, length, waiting: length > 0 ? waited / length : 0 });
    }
  }
  return lineOf("total", totals);
}

function lineOf(queue: string, measured: readonly Measurement[]) {
  return {
    queue,
    dates: measured.map(({ timestamp }) => timestamp),
    avg_waiting_times: measured.map(({ waiting }) => waiting),
    queue_lengths: measured.map(({ length }) => length),
  };
}

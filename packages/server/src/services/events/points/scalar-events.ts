import { type ScalarEvent, scalarOnWire } from "@clearml-ts/protocol";
import type { Database } from "../../../database/driver.ts";
import type { EventSource } from "../store/event-reader.ts";
import type { PageRequest } from "../store/iteration-pages.ts";
import type { ReceiptStore } from "../store/receipts.ts";
import { idsOf, type Series } from "../store/series.ts";
import { showEvent } from "../store/stored-event.ts";
import { NO_ITERATION } from "../writing/iteration.ts";
import type { PointBlocks, PointRange } from "./point-blocks.ts";
import type { ScalarExtras } from "./scalar-extras.ts";

/** One point as it was stored. */
export interface ScalarPoint {
  readonly series: Series;
  readonly iter: number;
  readonly timestamp: number;
  readonly value: number;
  readonly receipt: number;
}

/** Points wanted from a range: more only when the last position on the axis has more. */
export interface NextPoints extends PointRange {
  readonly limit: number;
  readonly descending: boolean;
}

/** The points of curves as they were sent, each an event. */
export class ScalarEvents implements EventSource {
  readonly #blocks: PointBlocks;
  readonly #extras: ScalarExtras;
  readonly #receipts: ReceiptStore;
  readonly #database: Database;

  constructor(
    database: Database,
    { blocks, extras, receipts }: { blocks: PointBlocks; extras: ScalarExtras; receipts: ReceiptStore },
  ) {
    this.#database = database;
    this.#blocks = blocks;
    this.#extras = extras;
    this.#receipts = receipts;
  }

  page(series: readonly Series[], { limit, descending, after }: PageRequest): ScalarEvent[] {
    const above = (descending ? undefined : after) ?? NO_ITERATION;
    const below = (descending ? after : undefined) ?? Number.POSITIVE_INFINITY;
    return this.#show(this.next(series, { axis: "iter", above, below, limit, descending }));
  }

  /** The events of one iteration, by metric and variant. */
  at(series: readonly Series[], iter: number): ScalarEvent[] {
    return this.#show(this.#pointsAt(series, iter));
  }

  withoutIteration(series: readonly Series[], { skip, limit }: { skip: number; limit: number }): ScalarEvent[] {
    const points = this.#pointsAt(series, NO_ITERATION).sort((a, b) => a.timestamp - b.timestamp);
    return this.#show(points.slice(skip, skip + limit));
  }

  count(series: readonly Series[], iter?: number): number {
    if (iter !== undefined) {
      return this.#pointsAt(series, iter).length;
    }
    const sql = "SELECT sum(count) AS count FROM scalar_blocks WHERE series IN (SELECT value FROM json_each(?))";
    return this.#database.prepare(sql).get<{ count: number | null }>(idsOf(series))?.count ?? 0;
  }

  lastIteration(series: readonly Series[]): number | undefined {
    const sql = `SELECT max(last) AS last FROM scalar_blocks
      WHERE series IN (SELECT value FROM json_each(?)) AND last > ?`;
    return this.#database.prepare(sql).get<{ last: number | null }>(idsOf(series), NO_ITERATION)?.last ?? undefined;
  }

  deleteFor(owner: string): number {
    this.#extras.deleteFor(owner);
    return this.#blocks.deleteFor(owner);
  }

  /** The next points on an axis, in its order; those of one iteration by metric and variant, those of one time by iteration. */
  next(series: readonly Series[], { limit, descending, ...range }: NextPoints): ScalarPoint[] {
    const { axis } = range;
    const direction = descending ? -1 : 1;
    const points = this.#points(series, this.#blocks.narrow(series, range, { limit, descending })).sort(
      (a, b) => direction * (a[axis] - b[axis]) || a.iter - b.iter,
    );
    const end = points[limit - 1]?.[axis];
    if (end === undefined) {
      return points;
    }
    const beyond = points.findIndex((point, index) => index >= limit && point[axis] !== end);
    return beyond < 0 ? points : points.slice(0, beyond);
  }

  #pointsAt(series: readonly Series[], iter: number): ScalarPoint[] {
    return this.#points(series, { axis: "iter", above: iter - 1, below: iter + 1 });
  }

  /** The points of a range, one series after the other. */
  #points(series: readonly Series[], range: PointRange): ScalarPoint[] {
    const found: ScalarPoint[] = [];
    for (const one of series) {
      for (const { iterations, values, timestamps, receipts } of this.#blocks.within(one.id, range)) {
        const positions = range.axis === "iter" ? iterations : timestamps;
        for (const [index, position] of positions.entries()) {
          if (position <= range.above || position >= range.below) {
            continue;
          }
          found.push({
            series: one,
            iter: iterations[index] as number,
            timestamp: timestamps[index] as number,
            value: values[index] as number,
            receipt: receipts[index] as number,
          });
        }
      }
    }
    return found;
  }

  #show(points: readonly ScalarPoint[]): ScalarEvent[] {
    const receipts = this.#receipts.find(new Set(points.map(({ receipt }) => receipt)));
    const extras = this.#extrasOf(points);
    return points.flatMap(({ series, iter, timestamp, value, receipt }) => {
      const sent = receipts.get(receipt);
      if (!sent) {
        return [];
      }
      const extra = extras.get(series.id)?.get(iter) ?? null;
      return [
        showEvent<ScalarEvent>(
          "training_stats_scalar",
          { ...series, iter, timestamp, ...sent, extra },
          { value: scalarOnWire(value) },
        ),
      ];
    });
  }

  #extrasOf(points: readonly ScalarPoint[]): Map<number, ReadonlyMap<number, string>> {
    const iterations = points.map(({ iter }) => iter);
    const from = iterations.reduce((least, iter) => Math.min(least, iter), Number.POSITIVE_INFINITY);
    const to = iterations.reduce((most, iter) => Math.max(most, iter), Number.NEGATIVE_INFINITY);
    const series = new Set(points.map((point) => point.series.id));
    return new Map([...series].map((id) => [id, this.#extras.between(id, from, to)]));
  }
}

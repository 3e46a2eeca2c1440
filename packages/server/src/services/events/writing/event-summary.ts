import type { EventType } from "@clearml-ts/protocol";
import type { AcceptedEvent, AcceptedScalar } from "./accepted-event.ts";
import { NO_ITERATION } from "./iteration.ts";
import { NameMap } from "./name-map.ts";

/** The summary of one curve in one request. */
export interface ScalarSummary {
  readonly metric: string;
  readonly variant: string;
  /** Of the point with the greatest iteration, and among those of the latest. */
  value: number;
  iter: number;
  timestamp: number;
  xAxisLabel: string | undefined;
  firstValue: number;
  firstIteration: number;
  minValue: number;
  minIteration: number;
  maxValue: number;
  maxIteration: number;
  count: number;
  total: number;
}

/** The summary of one task or model in one request: enough to bring its record up to date. */
export interface EventSummary {
  /** The greatest iteration, machine monitors left out and never below 0; `undefined` when no event had one. */
  readonly lastIteration: number | undefined;
  /** By metric and variant. */
  readonly scalars: ReadonlyMap<string, ReadonlyMap<string, ScalarSummary>>;
  /** By metric and type of event, the latest timestamp. */
  readonly updates: ReadonlyMap<string, ReadonlyMap<EventType, number>>;
}

/** Metrics whose iterations count seconds rather than steps. */
const MONITORS: ReadonlySet<string> = new Set([":monitor:machine", ":monitor:gpu"]);

/** Sums up the events of one owner. */
export class EventSummaryBuilder implements EventSummary {
  lastIteration: number | undefined;
  readonly updates = new Map<string, Map<EventType, number>>();
  readonly #scalars = new NameMap<ScalarSummary>();

  get scalars(): EventSummary["scalars"] {
    return this.#scalars.metrics;
  }

  add(event: AcceptedEvent): void {
    if (event.iter !== NO_ITERATION && !MONITORS.has(event.metric)) {
      this.lastIteration = Math.max(this.lastIteration ?? 0, event.iter);
    }
    let updates = this.updates.get(event.metric);
    if (!updates) {
      updates = new Map();
      this.updates.set(event.metric, updates);
    }
    updates.set(event.type, Math.max(updates.get(event.type) ?? event.timestamp, event.timestamp));
    // Least, greatest and mean value say nothing once a NaN is among them: records know finite values only.
    if (event.type === "training_stats_scalar" && Number.isFinite(event.value)) {
      const iter = event.iter === NO_ITERATION ? 0 : event.iter;
      addPoint(
        this.#scalars.ensure(event.metric, event.variant, () => summaryBefore(event, iter)),
        event,
        iter,
      );
    }
  }
}

function addPoint(known: ScalarSummary, { value, timestamp, xAxisLabel }: AcceptedScalar, iter: number): void {
  known.count += 1;
  known.total += value;
  if (iter > known.iter || (iter === known.iter && timestamp >= known.timestamp)) {
    known.value = value;
    known.iter = iter;
    known.timestamp = timestamp;
    known.xAxisLabel = xAxisLabel ?? known.xAxisLabel;
  }
  if (iter < known.firstIteration) {
    known.firstValue = value;
    known.firstIteration = iter;
  }
  if (value < known.minValue) {
    known.minValue = value;
    known.minIteration = iter;
  }
  if (value > known.maxValue) {
    known.maxValue = value;
    known.maxIteration = iter;
  }
}

/** The summary of a curve before its first point is added. */
function summaryBefore({ metric, variant, value, timestamp, xAxisLabel }: AcceptedScalar, iter: number): ScalarSummary {
  return {
    ...{ metric, variant, value, iter, timestamp, xAxisLabel },
    ...{ firstValue: value, firstIteration: iter },
    ...{ minValue: value, minIteration: iter, maxValue: value, maxIteration: iter },
    ...{ count: 0, total: 0 },
  };
}

import type { TaskEvent } from "@clearml-ts/protocol";
import { shownIteration } from "../writing/iteration.ts";

/** The columns that every table of events has, joined with those of its series and receipt. */
export interface StoredEvent {
  readonly owner: string;
  readonly metric: string;
  readonly variant: string;
  readonly model_event: number;
  readonly iter: number;
  readonly timestamp: number;
  readonly worker: string;
  readonly received: number;
  readonly extra: string | null;
}

/** The columns of `StoredEvent`, for a query that names its tables `e`, `s` (series) and `r` (receipt). */
export const STORED_EVENT_COLUMNS =
  "s.owner, s.metric, s.variant, s.model_event, e.iter, e.timestamp, r.worker, r.received, e.extra";

/** The tables of `STORED_EVENT_COLUMNS`, with `e` the named one. */
export function storedEventTables(table: string): string {
  return `${table} e JOIN event_series s ON s.id = e.series JOIN event_receipts r ON r.id = e.receipt`;
}

/** Puts an event together again: the common keys, what its type adds, and whatever else was sent. */
export function showEvent<Event extends TaskEvent>(
  type: Event["type"],
  row: StoredEvent,
  content: Readonly<Record<string, unknown>>,
): Event {
  const event = {
    type,
    task: row.owner,
    metric: row.metric,
    variant: row.variant,
    ...shownIteration(row.iter),
    timestamp: row.timestamp,
    ...content,
    worker: row.worker,
    "@timestamp": new Date(row.received).toISOString(),
    model_event: row.model_event === 1,
    ...(row.extra !== null && (JSON.parse(row.extra) as Record<string, unknown>)),
  };
  // An event that came in with this type goes out with it; its extra keys are the sender's own.
  return event as unknown as Event;
}

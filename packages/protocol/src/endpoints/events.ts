import type { EventType, LogEvent, TaskEvent } from "../records/event.ts";
import type { NoFields } from "./change-reply.ts";
import type { EventSampleEndpoints } from "./events-samples.ts";
import type { EventOwner, EventScalarEndpoints, MetricVariants } from "./events-scalars.ts";

/** The answer to events that were sent: how many were stored, and why the others were not. */
export interface EventsAddedReply {
  added: number;
  errors: number;
  /** How often each complaint occurred. */
  errors_info?: Record<string, number>;
}

/** Endpoints of the `events` service. Reference: `clearml-server apiserver/services/events.py`. */
export interface EventsEndpoints extends EventScalarEndpoints, EventSampleEndpoints {
  /** Reports one event. */
  "events.add": { request: TaskEvent; reply: EventsAddedReply };
  /** Reports events; the body is one JSON object per line. */
  "events.add_batch": { request: readonly TaskEvent[]; reply: EventsAddedReply };
  /** Reads console lines, a page at a time. */
  "events.get_task_log": {
    request: {
      task: string;
      /** @default 5000 */
      batch_size?: number;
      /** Toward older lines. @default true */
      navigate_earlier?: boolean;
      /** Go on from there, in milliseconds since the epoch; lines of that moment are left out. */
      from_timestamp?: number | null;
      /** @default the direction of travel */
      order?: "asc" | "desc";
      metrics?: readonly MetricVariants[];
    };
    reply: { events: LogEvent[]; returned: number; total: number; scroll_id?: string };
  };
  /** Downloads all console lines; the answer is the text itself, without an envelope. */
  "events.download_task_log": {
    request: {
      task: string;
      /** `json` in either letter case; any other text means plain lines. @default "json" */
      line_type?: string;
      /** @default "{asctime} {worker} {level} {msg}" */
      line_format?: string;
    };
    reply: string;
  };
  /** Goes through all events of a task by iteration, part by part until `returned` is 0. */
  "events.get_task_events": {
    request: EventOwner & {
      task: string;
      /** @default "all" */
      event_type?: EventType | "all";
      metrics?: readonly MetricVariants[];
      /** @default "asc" */
      order?: "asc" | "desc";
      /** @default 500 */
      batch_size?: number;
      scroll_id?: string;
      /** @default true */
      count_total?: boolean;
    };
    reply: { events: TaskEvent[]; returned: number; total: number; scroll_id?: string };
  };
  /** Lists the metrics that tasks reported with events of one type. */
  "events.get_task_metrics": {
    request: EventOwner & { tasks: readonly string[]; event_type: EventType };
    reply: { metrics: { task: string; metrics: string[] }[] };
  };
  /** Lists the metrics and variants that tasks reported, all together. */
  "events.get_multi_task_metrics": {
    request: EventOwner & {
      tasks: readonly string[];
      /** @default "all" */
      event_type?: EventType | "all";
    };
    reply: { metrics: { metric: string; variants: string[] }[] };
  };
  /** Lists the scalars of a task by metric. */
  "events.get_scalar_metrics_and_variants": {
    request: EventOwner & { task: string };
    reply: { metrics: Record<string, string[]> };
  };
  /** Lists the rows of numbers of a task by metric. */
  "events.get_vector_metrics_and_variants": {
    request: EventOwner & { task: string };
    reply: { metrics: Record<string, string[]> };
  };
  /** Deletes all events of a task. */
  "events.delete_for_task": { request: { task: string; allow_locked?: boolean }; reply: { deleted: boolean } };
  /** Deletes all events of a model. */
  "events.delete_for_model": { request: { model: string; allow_locked?: boolean }; reply: { deleted: boolean } };
  /** Deletes console lines. */
  "events.clear_task_log": {
    request: {
      task: string;
      /** Keep the lines of that many last seconds. */
      threshold_sec?: number;
      include_metrics?: readonly string[];
      exclude_metrics?: readonly string[];
      allow_locked?: boolean;
    };
    reply: { deleted: number };
  };
  /** Lets the server forget where a reader was. */
  "events.clear_scroll": { request: { scroll_id: string }; reply: NoFields };
}

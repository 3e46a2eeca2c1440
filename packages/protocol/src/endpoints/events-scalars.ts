import type { ScalarEvent } from "../records/event.ts";
import type { TaskStatus } from "../records/task.ts";
import type { NonFiniteText } from "../values/non-finite.ts";

/** One metric, or some of its variants. */
export interface MetricVariants {
  metric: string;
  /** @default all variants */
  variants?: readonly string[];
}

/** Whether ids are those of models. */
export interface EventOwner {
  /** The ids are those of models, not of tasks. @default false */
  model_events?: boolean;
}

/** The x axis of a curve: iteration, milliseconds since the epoch, or ISO 8601 text. */
export type ScalarKey = "iter" | "timestamp" | "iso_time";

/** A curve; `x` holds texts when the key is `iso_time`. */
export interface Curve {
  name: string;
  x: (number | string)[];
  y: number[];
  x_axis_label?: string;
  /** The least and the greatest value behind each point, for callers that ask by `envelope`. */
  y_min?: number[];
  y_max?: number[];
  /** Points that are NaN or infinite, for callers that ask by `non_finite`; of several in one bucket, their sum. */
  non_finite?: { x: (number | string)[]; y: NonFiniteText[] };
}

/** Curves by metric, then by variant. */
export type Curves = Record<string, Record<string, Curve>>;

/** Curves of several tasks: by metric, by variant, then by id of the task. */
export type MultiTaskCurves = Record<string, Record<string, Record<string, Curve>>>;

/** Values that a task reported without iterations. */
export interface SingleValues {
  task: string;
  task_name: string;
  values: { metric: string; variant: string; value: number; timestamp: number }[];
  /** Values that are NaN or infinite, for callers that ask by `non_finite`. */
  non_finite?: { metric: string; variant: string; value: NonFiniteText; timestamp: number }[];
}

/** Every point of a curve, as far as one answer goes: values, and the other axis under the name of the key. */
export interface RawCurve {
  y: number[];
  iter?: number[];
  timestamp?: number[];
  iso_time?: string[];
  /** Points that are NaN or infinite, for callers that ask by `non_finite`. */
  non_finite?: { x: (number | string)[]; y: NonFiniteText[] };
}

/** How to sample curves. */
export interface CurveOptions extends EventOwner {
  /** Points on a curve, from 1 to 6000. @default 2000 */
  samples?: number;
  /** @default "iter" */
  key?: ScalarKey;
  /** @default all metrics */
  metrics?: readonly MetricVariants[];
}

/**
 * Asks for numbers that JSON does not have. An extension of the embedded server: only servers whose tokens claim
 * `non_finite_scalars` know it, and callers that do not ask never see such points.
 */
export interface NonFiniteOption {
  /** Answer NaN and infinities too, apart from the finite numbers. @default false */
  non_finite?: boolean;
}

/**
 * Asks for what means hide. An extension of the embedded server, which others pass over: a curve of a million points comes as
 * 2,000 means, in which a single spike cannot be seen.
 */
export interface EnvelopeOptions {
  /** Answer the least and the greatest value of each bucket too. @default false */
  envelope?: boolean;
  /** Only points from `min` to `max` along the axis of the key, milliseconds where it is time. @default all */
  range?: { min: number; max: number };
}

/** Endpoints that read curves and values. Reference: `clearml-server apiserver/services/events.py`. */
export interface EventScalarEndpoints {
  /** Reads the curves of a task, thinned out. */
  "events.scalar_metrics_iter_histogram": {
    request: CurveOptions & NonFiniteOption & EnvelopeOptions & { task: string };
    reply: Curves;
  };
  /** Reads the curves of up to 100 tasks, thinned out. */
  "events.multi_task_scalar_metrics_iter_histogram": {
    request: CurveOptions & NonFiniteOption & EnvelopeOptions & { tasks: readonly string[] };
    reply: { metrics: MultiTaskCurves };
  };
  /** Reads every point of one metric, part by part until `returned` is 0. */
  "events.scalar_metrics_iter_raw": {
    request: EventOwner &
      NonFiniteOption & {
        task: string;
        metric: MetricVariants;
        /** @default "iter" */
        key?: ScalarKey;
        /** @default 10000 */
        batch_size?: number;
        /** Answer how many there are. @default false */
        count_total?: boolean;
        scroll_id?: string;
      };
    reply: {
      /** By variant. */
      variants: Record<string, RawCurve>;
      returned: number;
      total?: number | null;
      scroll_id?: string;
    };
  };
  /** Reads values that were reported without iterations. */
  "events.get_task_single_value_metrics": {
    request: EventOwner & NonFiniteOption & { tasks: readonly string[]; metrics?: readonly MetricVariants[] };
    reply: { tasks: SingleValues[] };
  };
  /** Reads the events of one metric, newest first, part by part. */
  "events.get_scalar_metric_data": {
    request: EventOwner & {
      task: string;
      metric: string;
      scroll_id?: string;
      /** @default false */
      no_scroll?: boolean;
    };
    reply: { events: ScalarEvent[]; returned: number; total: number; scroll_id?: string | null };
  };
  /** Reads the last value of every scalar. */
  "events.get_task_latest_scalar_values": {
    request: { task: string };
    reply: {
      metrics: { name: string; variants: { name: string; last_value: number; last_10_value: number }[] }[];
      name?: string | null;
      status?: TaskStatus;
      last_iter?: number;
      last_timestamp?: number;
    };
  };
  /** Reads rows of numbers, one for each iteration. */
  "events.vector_metrics_iter_histogram": {
    request: EventOwner & { task: string; metric: string; variant: string };
    reply: { metric: string; variant: string; vectors: number[][]; iterations: number[] };
  };
}

import type { DebugImageEvent, PlotEvent } from "../records/event.ts";
import type { EventOwner, MetricVariants } from "./events-scalars.ts";

/** A task, one of its metrics, or some variants of that. */
export interface TaskMetricVariants {
  task: string;
  /** @default all metrics */
  metric?: string | null;
  /** @default all variants */
  variants?: readonly string[];
}

/** Goes through samples iteration by iteration. */
export interface SampleRequest extends EventOwner {
  metrics: readonly TaskMetricVariants[];
  /** Iterations in one answer. @default 1 */
  iters?: number;
  /** Toward older ones. @default true */
  navigate_earlier?: boolean;
  /** Start again from the newest. @default false */
  refresh?: boolean;
  scroll_id?: string | null;
}

/** Samples of a task, iteration by iteration. */
export interface TaskSamples<Event> {
  task: string;
  iterations: { iter: number; events: Event[] }[];
}

/** Opens a viewer at a sample. */
export interface OpenSampleRequest extends EventOwner {
  task: string;
  metric: string;
  /** @default the newest */
  iteration?: number;
  /** @default false */
  refresh?: boolean;
  scroll_id?: string | null;
  /** Stay within the metric. @default true */
  navigate_current_metric?: boolean;
}

/** Goes on to another sample in a viewer. */
export interface NextSampleRequest extends EventOwner {
  task: string;
  scroll_id: string;
  /** Toward older ones. @default true */
  navigate_earlier?: boolean;
  /** To another iteration rather than another variant. @default false */
  next_iteration?: boolean;
}

/** Where a viewer stands. */
export interface SamplePosition {
  scroll_id?: string;
  min_iteration?: number;
  max_iteration?: number;
}

/** Plots of several tasks: by metric, variant, id of the task, then iteration. */
export type MultiTaskPlots = Record<
  string,
  Record<string, Record<string, Record<string, { name: string; plots: PlotEvent[] }>>>
>;

/** Endpoints that read plots and images. Reference: `clearml-server apiserver/services/events.py`. */
export interface EventSampleEndpoints {
  /** Reads the newest plots of a task. */
  "events.get_task_plots": {
    request: EventOwner & {
      task: string;
      /** Newest iterations of each variant. @default 1 */
      iters?: number;
      metrics?: readonly MetricVariants[];
      scroll_id?: string | null;
      /** @default false */
      no_scroll?: boolean;
    };
    reply: { plots: PlotEvent[]; returned: number; total: number; scroll_id?: string | null };
  };
  /** Reads the newest plots of several tasks. */
  "events.get_multi_task_plots": {
    request: EventOwner & {
      tasks: readonly string[];
      /** @default 1 */
      iters?: number;
      metrics?: readonly MetricVariants[];
      /** Take the newest iterations of each metric, not of the task. @default true */
      last_iters_per_task_metric?: boolean;
      scroll_id?: string | null;
      /** @default false */
      no_scroll?: boolean;
    };
    reply: { plots: MultiTaskPlots; returned: number; total: number; scroll_id?: string | null };
  };
  /** Goes through plots by metric. */
  "events.plots": { request: SampleRequest; reply: { metrics: TaskSamples<PlotEvent>[]; scroll_id?: string | null } };
  /** Goes through images and other media by metric. */
  "events.debug_images": {
    request: SampleRequest;
    reply: { metrics: TaskSamples<DebugImageEvent>[]; scroll_id?: string | null };
  };
  /** Opens a viewer at an image. */
  "events.get_debug_image_sample": {
    request: OpenSampleRequest & { variant: string };
    reply: SamplePosition & { event?: DebugImageEvent | null };
  };
  /** Goes on to the next or the previous image. */
  "events.next_debug_image_sample": {
    request: NextSampleRequest;
    reply: SamplePosition & { event?: DebugImageEvent | null };
  };
  /** Opens a viewer at the plots of an iteration. */
  "events.get_plot_sample": { request: OpenSampleRequest; reply: SamplePosition & { events: PlotEvent[] } };
  /** Goes on to the next or the previous plots. */
  "events.next_plot_sample": { request: NextSampleRequest; reply: SamplePosition & { events: PlotEvent[] } };
}

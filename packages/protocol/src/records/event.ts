import type { NonFiniteText } from "../values/non-finite.ts";

/** The kinds of events. */
export type EventType = "training_stats_scalar" | "training_stats_vector" | "training_debug_image" | "plot" | "log";

/** Levels the Python SDK gives to console lines. */
export type LogLevel = "notset" | "debug" | "verbose" | "info" | "warn" | "warning" | "error" | "fatal" | "critical";

/** Fields that all events have. */
export interface EventBase {
  /** Id of the task, or of the model when `model_event` is true. */
  task: string;
  /** Milliseconds since the epoch. @default the time of arrival */
  timestamp?: number;
  /** When the server wrote it down: a date as ISO 8601 text. The server sets it. */
  "@timestamp"?: string;
  /** Id of the worker that sent it. */
  worker?: string;
  iter?: number;
  /** The title a chart or sample is shown under. */
  metric?: string;
  /** The series within that title. */
  variant?: string;
  /** @default false */
  model_event?: boolean;
  /** Accept it although the task is published. @default false */
  allow_locked?: boolean;
}

/** One point of a curve. */
export interface ScalarEvent extends EventBase {
  type: "training_stats_scalar";
  /** A text for NaN and infinities, which only servers take whose tokens claim `non_finite_scalars`. */
  value: number | NonFiniteText;
  x_axis_label?: string;
}

/** A row of numbers. */
export interface VectorEvent extends EventBase {
  type: "training_stats_vector";
  values: number[];
}

/** A Plotly figure. */
export interface PlotEvent extends EventBase {
  type: "plot";
  /** The figure as JSON text. */
  plot_str: string;
  /** Length of the text; the server adds it. */
  plot_len?: number;
  /** Addresses of images the figure shows; the server adds them. */
  source_urls?: string[];
  skip_validation?: boolean;
}

/** An image, or any other media file, that was uploaded somewhere. */
export interface DebugImageEvent extends EventBase {
  type: "training_debug_image";
  url: string;
  key?: string;
}

/** Lines of console output. */
export interface LogEvent extends EventBase {
  type: "log";
  msg: string;
  level?: LogLevel | number;
}

/** Any event that a task can report. */
export type TaskEvent = ScalarEvent | VectorEvent | PlotEvent | DebugImageEvent | LogEvent;

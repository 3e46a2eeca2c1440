import type { EventType } from "@clearml-ts/protocol";

/** Every type of event there is. */
export const EVENT_TYPES: readonly EventType[] = [
  "training_stats_scalar",
  "training_stats_vector",
  "training_debug_image",
  "plot",
  "log",
];

/** Whom an event belongs to, and what it is. */
export interface EventIdentity {
  readonly type: EventType;
  /** Id of the task, or of the model. */
  readonly owner: string;
  readonly modelEvent: boolean;
}

interface AcceptedFields {
  readonly owner: string;
  readonly modelEvent: boolean;
  readonly metric: string;
  readonly variant: string;
  /** `NO_ITERATION` for an event without one. */
  readonly iter: number;
  /** Milliseconds since the epoch. */
  readonly timestamp: number;
  readonly worker: string;
  /** Whatever else was sent, as JSON; `null` normally. */
  readonly extra: string | null;
}

/** A point of a curve. */
export interface AcceptedScalar extends AcceptedFields {
  readonly type: "training_stats_scalar";
  readonly value: number;
  readonly xAxisLabel: string | undefined;
}

/** A plot, an image or a vector: one content, overwritten by the next with the same iteration and key. */
export interface AcceptedSample extends AcceptedFields {
  readonly type: "plot" | "training_debug_image" | "training_stats_vector";
  readonly key: string;
  /** The figure as JSON, the address of the image, or the vector as JSON. */
  readonly content: string | null;
}

/** A piece of console output, never overwritten. */
export interface AcceptedLogLine extends AcceptedFields {
  readonly type: "log";
  readonly level: string | number | null;
  readonly msg: string | null;
}

/** An event that was found fit to be stored. */
export type AcceptedEvent = AcceptedScalar | AcceptedSample | AcceptedLogLine;

import { readNonFinite } from "@clearml-ts/protocol";
import { bareRecord } from "../../../values/bare-record.ts";
import { asBoolean } from "../../../values/python-casts.ts";
import { textOf } from "../../../values/text-of.ts";
import type { AcceptedEvent, EventIdentity } from "./accepted-event.ts";
import { EVENT_TYPES } from "./accepted-event.ts";
import { NO_ITERATION } from "./iteration.ts";
import { plotSources } from "./plot-sources.ts";

/** An event as it was sent. */
export type RawEvent = Readonly<Record<string, unknown>>;

/** Why an event was left out; equal reasons are counted together. */
export interface Refusal {
  readonly refused: string;
}

/** The values that the server fills in where an event has none. */
export interface Arrival {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** The name that the sender gives itself. */
  readonly worker: string;
}

const typesByName: ReadonlyMap<string, EventIdentity["type"]> = new Map(EVENT_TYPES.map((type) => [type, type]));

/** Reads what an event is and whom it belongs to. */
export function identifyEvent(event: RawEvent): EventIdentity | Refusal {
  if (typeof event["type"] !== "string") {
    return { refused: "Event must have a 'type' field" };
  }
  const name = event["type"].replaceAll(" ", "_");
  const type = typesByName.get(name);
  if (!type) {
    return { refused: `Invalid event type ${name}` };
  }
  const modelEvent = isModelEvent(event);
  if (modelEvent && type === "log") {
    return { refused: "Console lines belong to tasks, not to models" };
  }
  const owner = ownerOf(event);
  if (!owner) {
    return { refused: `Event must have a '${modelEvent ? "model" : "task"}' field` };
  }
  return { type, owner, modelEvent };
}

/** Whether an event belongs to a model: by a flag that counts as true in Python. */
export function isModelEvent(event: RawEvent): boolean {
  return asBoolean(event["model_event"]);
}

/** The id an event names as its task or model, if any. */
export function ownerOf(event: RawEvent): string | undefined {
  const owner = isModelEvent(event) ? (event["model"] ?? event["task"]) : event["task"];
  return typeof owner === "string" && owner !== "" ? owner : undefined;
}

/** Turns an event into what is stored, or says why it cannot be. */
export function acceptEvent(event: RawEvent, identity: EventIdentity, arrival: Arrival): AcceptedEvent | Refusal {
  const iter = readIteration(event["iter"]);
  if (iter === undefined) {
    return { refused: `Iteration must be a whole number up to ${Number.MAX_SAFE_INTEGER}` };
  }
  const timestamp = readTimestamp(event["ts"] ?? event["timestamp"], arrival.now);
  if (timestamp === undefined) {
    return { refused: "Timestamp must be a number of milliseconds or a date" };
  }

  const { owner, modelEvent } = identity;
  const metric = readName(event["metric"]);
  const variant = readName(event["variant"]);
  const worker = typeof event["worker"] === "string" ? event["worker"] : arrival.worker;
  const common = { owner, modelEvent, metric, variant, iter, timestamp, worker };

  switch (identity.type) {
    case "training_stats_scalar": {
      const sent = event["value"] ?? event["values"];
      const value = readNumber(sent) ?? readNonFinite(sent);
      if (value === undefined) {
        return { refused: "A scalar must have a number as 'value'" };
      }
      const label = event["x_axis_label"];
      const xAxisLabel = typeof label === "string" ? label : undefined;
      const extra = extraOf(event, knownOfScalars);
      // Scalars come by the hundred thousand, and a spread would cost more than all the rest.
      const { type } = identity;
      return { type, owner, modelEvent, metric, variant, iter, timestamp, worker, value, xAxisLabel, extra };
    }
    case "training_stats_vector": {
      const values = event["values"] ?? event["value"];
      const content = values === undefined ? null : JSON.stringify(values);
      return {
        ...common,
        type: identity.type,
        key: readName(event["key"]),
        content,
        extra: extraOf(event, knownOfVectors),
      };
    }
    case "training_debug_image": {
      const content = typeof event["url"] === "string" ? event["url"] : null;
      return {
        ...common,
        type: identity.type,
        key: readName(event["key"]),
        content,
        extra: extraOf(event, knownOfImages),
      };
    }
    case "plot": {
      const content = readText(event["plot_str"]);
      const extra = extraOf(event, knownOfPlots, describePlot(content));
      return { ...common, type: identity.type, key: readName(event["key"]), content, extra };
    }
    case "log": {
      const level = event["level"];
      return {
        ...common,
        type: identity.type,
        level: typeof level === "string" || typeof level === "number" ? level : null,
        msg: readText(event["msg"]),
        extra: extraOf(event, knownOfLogLines),
      };
    }
  }
}

function describePlot(figure: string | null): Record<string, unknown> {
  const sources = plotSources(figure ?? "");
  return { plot_len: figure?.length ?? 0, ...(sources.length > 0 && { source_urls: sources }) };
}

function readName(value: unknown): string {
  return value === undefined || value === null ? "" : textOf(value);
}

function readText(value: unknown): string | null {
  if (value === undefined || value === null) {
    return null;
  }
  return typeof value === "string" ? value : JSON.stringify(value);
}

function readNumber(value: unknown): number | undefined {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}

function readIteration(value: unknown): number | undefined {
  if (value === undefined || value === null) {
    return NO_ITERATION;
  }
  const number = readNumber(value);
  if (number === undefined) {
    return undefined;
  }
  const whole = Math.trunc(number);
  return Number.isSafeInteger(whole) && whole !== NO_ITERATION ? whole : undefined;
}

/** The last moment that a date can name. */
const MAX_TIME = 8.64e15;

function readTimestamp(value: unknown, now: number): number | undefined {
  if (value === undefined || value === null) {
    return now;
  }
  const milliseconds = Math.trunc(readNumber(value) ?? (typeof value === "string" ? Date.parse(value) : Number.NaN));
  return Math.abs(milliseconds) <= MAX_TIME ? milliseconds : undefined;
}

/** Keys with a column of their own, or that only steer how the event is taken. `method` is added by the Python SDK. */
const known = [
  ...["type", "task", "model_event", "allow_locked", "metric", "variant", "iter", "timestamp", "ts", "worker"],
  ...["@timestamp", "x_axis_label", "method"],
];
const knownOfScalars: ReadonlySet<string> = new Set([...known, "value", "values"]);
const knownOfVectors: ReadonlySet<string> = new Set([...known, "value", "values", "key"]);
const knownOfImages: ReadonlySet<string> = new Set([...known, "url", "key"]);
const knownOfPlots: ReadonlySet<string> = new Set([...known, "plot_str", "plot_len", "source_urls", "key"]);
const knownOfLogLines: ReadonlySet<string> = new Set([...known, "level", "msg"]);

function extraOf(event: RawEvent, knownKeys: ReadonlySet<string>, added?: Record<string, unknown>): string | null {
  let extra: Record<string, unknown> | undefined = added && Object.assign(bareRecord(), added);
  for (const key in event) {
    if (knownKeys.has(key) || (key === "model" && isModelEvent(event))) {
      continue;
    }
    extra ??= bareRecord();
    extra[key] = event[key];
  }
  return extra ? JSON.stringify(extra) : null;
}

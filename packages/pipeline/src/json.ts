import { PipelineValueError } from "./errors.ts";

/** Anything that JSON can hold. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue };

/** A JSON object. */
export type JsonObject = { readonly [name: string]: JsonValue };

/** Stands in the compiler's messages where a type has something that JSON cannot hold. */
export type NotJson = "this does not survive JSON";

/** `T` where JSON can hold it, {@link NotJson} where it cannot: functions, dates, maps and other instances. */
export type Json<T> = T extends string | number | boolean | null | undefined
  ? T
  : T extends object
    ? T extends (...args: never) => unknown
      ? NotJson
      : { [K in keyof T]: Json<T[K]> }
    : NotJson;

/** An object type of which every property is something that JSON can hold. */
export type Jsonable<T> = { [K in keyof T]: Json<T[K]> };

/**
 * Copies a value into plain JSON, leaving out what is undefined in objects.
 *
 * @throws {PipelineValueError} when something in it would come back from JSON as something else, or not at all.
 */
export function toJson(value: unknown, where: string): JsonValue {
  return copy(value, where, []);
}

/** As {@link toJson}, of an object that is not an array. */
export function toJsonObject(value: unknown, where: string): JsonObject {
  const copied = toJson(value, where);
  if (!isJsonObject(copied)) {
    throw new PipelineValueError(where, "must be an object of named values");
  }
  return copied;
}

/** Tells an object of named values from an array or a scalar. */
export function isJsonObject(value: JsonValue): value is JsonObject {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

function copy(value: unknown, where: string, around: readonly object[]): JsonValue {
  if (value === null || typeof value === "string" || typeof value === "boolean") {
    return value;
  }
  if (typeof value === "number") {
    if (!Number.isFinite(value)) {
      throw new PipelineValueError(where, `is ${value}, which JSON does not have; use null`);
    }
    return value;
  }
  if (typeof value !== "object") {
    throw new PipelineValueError(where, `is ${value === undefined ? "undefined" : `a ${typeof value}`}, not JSON`);
  }
  if (around.includes(value)) {
    throw new PipelineValueError(where, "contains itself");
  }
  const inside = [...around, value];
  if (Array.isArray(value)) {
    return value.map((item, index) => copy(item, `${where}[${index}]`, inside));
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    const kind = value.constructor?.name ?? "class instance";
    throw new PipelineValueError(where, `is a ${kind}, which would not come back from JSON as one`);
  }
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(entries.map(([name, item]) => [name, copy(item, `${where}.${name}`, inside)]));
}

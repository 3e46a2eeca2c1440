import { PipelineValueError } from "../errors.ts";
import { type ClearMLObject, kindOf, objectKinds } from "./object-kinds.ts";
import { isPlainObject } from "./plain-object.ts";
import { KIND } from "./stored-value.ts";
import type { Value, ValueObject } from "./value.ts";

/**
 * Copies a value, leaving out what is undefined in objects. Datasets and models stay the objects they are.
 *
 * @throws {PipelineValueError} when something in it would come back from its stored form as something else, or not at
 * all, or is a dataset that is not finalized.
 */
export function copyValue(value: unknown, where: string): Value {
  return copy(value, where, []);
}

/** As {@link copyValue}, of an object that has names for its values. */
export function copyValueObject(value: unknown, where: string): ValueObject {
  const copied = copyValue(value, where);
  if (!isPlainObject(copied)) {
    throw new PipelineValueError(where, "must be an object of named values");
  }
  return copied as ValueObject;
}

function copy(value: unknown, where: string, around: readonly object[]): Value {
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
  const kind = kindOf(value);
  if (kind) {
    const object = value as ClearMLObject;
    const flaw = objectKinds[kind].flaw(object);
    if (flaw !== undefined) {
      throw new PipelineValueError(where, `is ${kind} ${object.id}, which ${flaw}`);
    }
    return object;
  }
  if (around.includes(value)) {
    throw new PipelineValueError(where, "contains itself");
  }
  const inside = [...around, value];
  if (Array.isArray(value)) {
    return value.map((item, index) => copy(item, `${where}[${index}]`, inside));
  }
  if (!isPlainObject(value)) {
    const name = value.constructor?.name ?? "class instance";
    throw new PipelineValueError(where, `is a ${name}, which would not come back from JSON as one`);
  }
  if (KIND in value) {
    throw new PipelineValueError(
      where,
      `has the name "${KIND}", by which stored datasets and models are known; rename it`,
    );
  }
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(entries.map(([name, item]) => [name, copy(item, `${where}.${name}`, inside)]));
}

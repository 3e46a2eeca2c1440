import { isPlainObject } from "@clearml-ts/protocol";
import { PipelineValueError } from "../errors.ts";
import { type ClearMLObject, kindOf, objectKinds } from "./object-kinds.ts";
import { KIND } from "./object-reference.ts";
import type { Replacement } from "./replace-values.ts";
import { knownForm, type PlacedObject, StoredValue } from "./stored-value.ts";
import type { Value, ValueObject } from "./value.ts";

/** Returns the value that takes the place of a reference to an output. */
export type Replace = (item: object) => Replacement | undefined;

/** Levels of lists and objects inside each other that Python's reader is sure to take. */
const MAX_DEPTH = 500;

/**
 * Makes the stored form of a value in one walk: a frozen copy, without what is undefined in objects, and the datasets and
 * models in it, which stay the objects they are. Parts that are stored values already are taken as they are.
 *
 * @throws {@link PipelineValueError} when something in it would come back from its stored form as something else, or not
 * at all, or is a dataset that is not finalized.
 */
export function storeValue(value: unknown, where: string, replace?: Replace): StoredValue {
  const walk = new Walk(where, replace);
  const copied = walk.copy(value);
  const form = typeof copied === "object" && copied !== null ? knownForm(copied) : undefined;
  return form ?? new StoredValue(copied, walk.objects);
}

/**
 * Makes the stored form of an object that has names for its values.
 *
 * @throws {@link PipelineValueError} as {@link storeValue}, and when the value is not such an object.
 */
export function storeValues(value: unknown, where: string, replace?: Replace): StoredValue {
  const stored = storeValue(value, where, replace);
  if (!isPlainObject(stored.value)) {
    throw new PipelineValueError(where, "must be an object of named values");
  }
  return stored;
}

class Walk {
  readonly objects: PlacedObject[] = [];
  readonly #where: string;
  readonly #replace: Replace | undefined;
  /** Names and numbers on the way to the present part. */
  readonly #path: (string | number)[] = [];
  readonly #around = new Set<object>();

  constructor(where: string, replace: Replace | undefined) {
    this.#where = where;
    this.#replace = replace;
  }

  copy(value: unknown): Value {
    // NaN and infinities are written as Python writes them, and come back as numbers.
    if (value === null || typeof value === "string" || typeof value === "boolean" || typeof value === "number") {
      return value;
    }
    if (typeof value !== "object") {
      throw this.#refusal(`is ${value === undefined ? "undefined" : `a ${typeof value}`}, not JSON`);
    }
    const form = Object.isFrozen(value) ? knownForm(value) : undefined;
    if (form) {
      return this.#take(form);
    }
    const replacement = this.#replace?.(value);
    if (replacement) {
      return this.copy(replacement.by);
    }
    const kind = kindOf(value);
    if (kind) {
      const object = value as ClearMLObject;
      const flaw = objectKinds[kind].flaw(object);
      if (flaw !== undefined) {
        throw this.#refusal(`is ${kind} ${object.id}, which ${flaw}`);
      }
      this.objects.push({ path: this.#path.map(String), object });
      return object;
    }
    return this.#inside(value);
  }

  #inside(value: object): Value {
    if (this.#around.has(value)) {
      throw this.#refusal("contains itself");
    }
    if (this.#around.size >= MAX_DEPTH) {
      throw this.#refusal(`has more than ${MAX_DEPTH} levels of lists and objects inside each other`);
    }
    this.#around.add(value);
    const copied = Array.isArray(value) ? this.#list(value) : this.#named(value);
    this.#around.delete(value);
    return Object.freeze(copied);
  }

  #list(list: readonly unknown[]): Value[] {
    const copied = new Array<Value>(list.length);
    for (let index = 0; index < list.length; index += 1) {
      copied[index] = this.#at(index, list[index]);
    }
    return copied;
  }

  #named(value: object): ValueObject {
    if (!isPlainObject(value)) {
      const name = value.constructor?.name ?? "class instance";
      throw this.#refusal(`is a ${name}, which would not come back from JSON as one`);
    }
    if (KIND in value) {
      throw this.#refusal(`has the name "${KIND}", by which stored datasets and models are known; rename it`);
    }
    const symbol = Object.getOwnPropertySymbols(value)[0];
    if (symbol !== undefined) {
      throw this.#refusal(`has the name ${String(symbol)}, which JSON does not have; make it a text`);
    }
    const copied: Record<string, Value> = {};
    for (const [name, item] of Object.entries(value)) {
      if (name === "__proto__") {
        throw this.#refusal('has the name "__proto__", which readers of JSON lose; rename it');
      }
      if (item !== undefined) {
        copied[name] = this.#at(name, item);
      }
    }
    return copied;
  }

  #at(key: string | number, item: unknown): Value {
    this.#path.push(key);
    const copied = this.copy(item);
    this.#path.pop();
    return copied;
  }

  #take({ value, objects }: StoredValue): Value {
    const here = this.#path.map(String);
    this.objects.push(...objects.map(({ path, object }) => ({ path: [...here, ...path], object })));
    return value;
  }

  #refusal(problem: string): PipelineValueError {
    const steps = this.#path.map((key) => (typeof key === "number" ? `[${key}]` : `.${key}`));
    return new PipelineValueError(this.#where + steps.join(""), problem);
  }
}

import { pythonJson } from "@clearml-ts/protocol";
import type { JsonValue } from "./json.ts";
import type { ClearMLObject } from "./object-kinds.ts";
import { identitiesIn, referencesIn } from "./object-reference.ts";
import { pythonHash } from "./python-hash.ts";
import type { Value, ValueObject } from "./value.ts";

/** A dataset or a model, and its place in a value. */
export interface PlacedObject {
  readonly path: readonly string[];
  readonly object: ClearMLObject;
}

/** Stored forms by their values: a value that goes from step to step is not looked through again. */
const known = new WeakMap<object, StoredValue>();

/** The stored form of a frozen value that has been made before; undefined for everything else. */
export function knownForm(value: object): StoredValue | undefined {
  return known.get(value);
}

/**
 * A value in the one form in which it is handed on, hashed and stored: made once by `storeValue`, and never changed.
 *
 * JSON, text and hash are made when they are first asked for, and kept.
 */
export class StoredValue {
  /** The value, frozen but for the datasets and models in it. */
  readonly value: Value;
  /** The datasets and models in it. */
  readonly objects: readonly PlacedObject[];
  readonly #parts = new Map<string, StoredValue>();
  #json: JsonValue | undefined;
  #text: string | undefined;
  #hash: string | undefined;

  constructor(value: Value, objects: readonly PlacedObject[]) {
    this.value = value;
    this.objects = objects;
    if (Object.isFrozen(value) && typeof value === "object" && value !== null) {
      known.set(value, this);
    }
  }

  /** The value as JSON, with references in the places of datasets and models. */
  get json(): JsonValue {
    this.#json ??= this.objects.length === 0 ? (this.value as JsonValue) : referencesIn(this.value);
    return this.#json;
  }

  /** The JSON as text, as Python writes it. */
  get text(): string {
    this.#text ??= pythonJson(this.json);
    return this.#text;
  }

  /**
   * Two values with the same hash are the same input for the cache, whatever the order of their names, which stored JSON
   * loses. Models count with their weights, as they are now.
   */
  get hash(): string {
    if (this.objects.length > 0) {
      return pythonHash(identitiesIn(this.value));
    }
    this.#hash ??= pythonHash(this.value);
    return this.#hash;
  }

  /** The names in an object of named values. */
  get names(): string[] {
    return Object.keys(this.value as ValueObject);
  }

  /** The stored form of one of the named values; undefined where there is none. */
  part(name: string): StoredValue | undefined {
    const made = this.#parts.get(name);
    if (made || !Object.hasOwn(this.value as ValueObject, name)) {
      return made;
    }
    const value = (this.value as ValueObject)[name] as Value;
    const inside = this.objects.filter(({ path }) => path[0] === name);
    const part =
      (typeof value === "object" && value !== null ? known.get(value) : undefined) ??
      new StoredValue(
        value,
        inside.map(({ path, object }) => ({ path: path.slice(1), object })),
      );
    this.#parts.set(name, part);
    return part;
  }
}

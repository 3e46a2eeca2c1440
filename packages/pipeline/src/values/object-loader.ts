import type { Connection } from "@clearml-ts/client";
import { PipelineValueError } from "../errors.ts";
import { type ClearMLObject, objectKinds } from "./object-kinds.ts";
import { replaceInAsync } from "./replace-values.ts";
import { type ObjectReference, objectReference } from "./stored-value.ts";
import type { Value } from "./value.ts";

/** Loads the datasets and models of a run through its connection, each once. */
export class ObjectLoader {
  readonly #connection: Connection;
  readonly #known = new Map<string, Promise<ClearMLObject>>();

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * The object that an id stands for.
   *
   * @throws {PipelineValueError} when it cannot be handed on.
   */
  readonly load = (reference: ObjectReference): Promise<ClearMLObject> => {
    const key = keyOf(reference);
    const known = this.#known.get(key);
    if (known) {
      return known;
    }
    const fetched = this.#fetch(reference);
    this.#known.set(key, fetched);
    // One that could not be loaded may be there the next time.
    fetched.catch(() => this.#known.delete(key));
    return fetched;
  };

  /**
   * The same value with objects of other connections loaded through this one, so that everything in a run comes from
   * one ClearML. The others are known from now on, and not loaded again.
   */
  async adopt<T extends Value>(value: T): Promise<T> {
    return (await replaceInAsync(value, (item) => {
      const reference = objectReference(item);
      return reference && this.#adopt(item as ClearMLObject, reference);
    })) as T;
  }

  async #adopt(object: ClearMLObject, reference: ObjectReference): Promise<ClearMLObject> {
    if (object.connection !== this.#connection) {
      return this.load(reference);
    }
    const key = keyOf(reference);
    if (!this.#known.has(key)) {
      this.#known.set(key, Promise.resolve(object));
    }
    return object;
  }

  async #fetch({ kind, id }: ObjectReference): Promise<ClearMLObject> {
    const object = await objectKinds[kind].fromStored(id, this.#connection);
    const flaw = objectKinds[kind].flaw(object);
    if (flaw !== undefined) {
      throw new PipelineValueError(`The ${kind} ${id}`, flaw);
    }
    return object;
  }
}

function keyOf({ kind, id }: ObjectReference): string {
  return `${kind} ${id}`;
}

import type { Connection } from "@clearml-ts/client";
import { PipelineValueError } from "../errors.ts";
import { type ClearMLObject, objectKinds } from "./object-kinds.ts";
import { type ObjectReference, objectReference } from "./object-reference.ts";
import { replaceInAsync } from "./replace-values.ts";
import { storeValue } from "./store-value.ts";
import type { StoredValue } from "./stored-value.ts";

/** Loads the datasets and models of a run through its connection, each once. */
export class ObjectLoader {
  /** The connection that everything is loaded through. */
  readonly connection: Connection;
  readonly #known = new Map<string, Promise<ClearMLObject>>();

  constructor(connection: Connection) {
    this.connection = connection;
  }

  /**
   * Loads the object that an id stands for.
   *
   * @throws {@link PipelineValueError} when it cannot be handed on.
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
   * Returns the same value with objects of other connections loaded through this one, so that everything in a run comes
   * from one ClearML. The others are known from now on, and not loaded again.
   */
  async adopt(stored: StoredValue): Promise<StoredValue> {
    const strangers = stored.objects.filter(({ object }) => object.connection !== this.connection);
    for (const { object } of stored.objects) {
      const reference = objectReference(object);
      if (reference && object.connection === this.connection && !this.#known.has(keyOf(reference))) {
        this.#known.set(keyOf(reference), Promise.resolve(object));
      }
    }
    if (strangers.length === 0) {
      return stored;
    }
    const adopted = await replaceInAsync(stored.value, (item) => {
      const reference = objectReference(item);
      return reference && this.load(reference);
    });
    return storeValue(adopted, "A value of another connection");
  }

  async #fetch({ kind, id }: ObjectReference): Promise<ClearMLObject> {
    const object = await objectKinds[kind].fromStored(id, this.connection);
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

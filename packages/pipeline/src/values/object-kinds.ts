import type { Connection } from "@clearml-ts/client";
import { Dataset } from "@clearml-ts/datasets";
import { InputModel, Model } from "@clearml-ts/models";

/** An object that components take and return besides JSON: a finalized dataset, or a model. */
export type ClearMLObject = Dataset | Model;

/** The kind of an object, as it is written where the object is stored. */
export type ObjectKindName = "dataset" | "model";

/** How objects of one kind are stored and found again. */
interface ObjectKind<T> {
  is(value: unknown): value is T;
  /** The id that stands for the object wherever it is stored. */
  toStored(object: T): string;
  /** Loads the object that an id stands for. */
  fromStored(id: string, connection: Connection): Promise<T>;
  /** Properties that must be the same for the cache, besides the id. */
  identity(object: T): Readonly<Record<string, string>>;
  /** Why it cannot be handed on yet, as the end of a sentence about it; undefined when it can. */
  flaw(object: T): string | undefined;
}

const dataset: ObjectKind<Dataset> = {
  is: (value) => value instanceof Dataset,
  toStored: ({ id }) => id,
  fromStored: (id, connection) => Dataset.get({ id }, { connection }),
  // A finalized version never changes.
  identity: () => ({}),
  flaw: ({ isFinal, status }) =>
    isFinal ? undefined : `is not finalized (its status is "${status}"); call finalize() before you hand it on`,
};

const model: ObjectKind<Model> = {
  is: (value) => value instanceof Model,
  toStored: ({ id }) => id,
  // An input model can do all that a model can.
  fromStored: (id, connection) => InputModel.get({ id }, { connection }),
  // A model may be given other weights.
  identity: ({ url }) => ({ uri: url }),
  flaw: () => undefined,
};

/** All kinds of objects that components can take and return. */
export const objectKinds: Readonly<Record<ObjectKindName, ObjectKind<ClearMLObject>>> = { dataset, model };

/** The kind of an object; undefined for everything else. */
export function kindOf(value: unknown): ObjectKindName | undefined {
  return names.find((name) => objectKinds[name].is(value));
}

/** Tells whether a text names a kind of objects. */
export function isKindName(text: unknown): text is ObjectKindName {
  return names.some((name) => name === text);
}

const names = Object.keys(objectKinds) as ObjectKindName[];

import { isPlainObject } from "@clearml-ts/protocol";
import type { JsonValue } from "./json.ts";
import { type ClearMLObject, isKindName, kindOf, type ObjectKindName, objectKinds } from "./object-kinds.ts";
import { replaceIn, replaceInAsync } from "./replace-values.ts";
import type { Value } from "./value.ts";

/** Name under which the JSON that stands for a dataset or a model says which of them it is. */
export const KIND = "$clearml";

/** The JSON that stands for a dataset or a model. */
type StoredReference = { readonly [KIND]: ObjectKindName; readonly id: string };

/** An id that stands for an object of this kind. */
export interface ObjectReference {
  kind: ObjectKindName;
  id: string;
}

/** The id and kind of a dataset or a model; undefined for everything else. */
export function objectReference(value: unknown): ObjectReference | undefined {
  const kind = kindOf(value);
  return kind && { kind, id: objectKinds[kind].toStored(value as ClearMLObject) };
}

/** A value as JSON, with a {@link StoredReference} in the place of each dataset and model. */
export function referencesIn(value: unknown): JsonValue {
  return replaceIn(value, (item) => {
    const reference = objectReference(item);
    return reference && { by: storedReference(reference) };
  }) as JsonValue;
}

/** A value as {@link referencesIn} makes it, with the properties by which the cache tells its objects apart. */
export function identitiesIn(value: Value): JsonValue {
  return replaceIn(value, (item) => {
    const reference = objectReference(item);
    const identity = reference && objectKinds[reference.kind].identity(item as ClearMLObject);
    return reference && { by: { ...storedReference(reference), ...identity } };
  }) as JsonValue;
}

/** The value that was stored as JSON, with datasets and models loaded. */
export async function loadReferencesIn(
  stored: JsonValue,
  load: (reference: ObjectReference) => Promise<ClearMLObject>,
): Promise<Value> {
  return (await replaceInAsync(stored, (item) => {
    if (!isPlainObject(item)) {
      return undefined;
    }
    const { [KIND]: kind, id } = item;
    return isKindName(kind) && typeof id === "string" ? load({ kind, id }) : undefined;
  })) as Value;
}

function storedReference({ kind, id }: ObjectReference): StoredReference {
  return { [KIND]: kind, id };
}

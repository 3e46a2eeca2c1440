import type { JsonValue } from "./json.ts";
import { type ClearMLObject, isKindName, kindOf, type ObjectKindName, objectKinds } from "./object-kinds.ts";
import { objectsIn } from "./objects-in.ts";
import { isPlainObject } from "./plain-object.ts";
import { replaceIn, replaceInAsync } from "./replace-values.ts";
import type { Value } from "./value.ts";

/** Name under which the JSON that stands for a dataset or a model says which of them it is. */
export const KIND = "$clearml";

/** What stands for a dataset or a model in stored JSON. */
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

/** A value as it is stored: JSON with a {@link StoredReference} in the place of each dataset and model. */
export function toStored(value: unknown): JsonValue {
  return replaceIn(value, (item) => {
    const reference = objectReference(item);
    return reference && { by: { [KIND]: reference.kind, id: reference.id } satisfies StoredReference };
  }) as JsonValue;
}

/** Tells whether there is a dataset or a model in a value. */
export function holdsObjects(value: unknown): boolean {
  return objectsIn(value).next().done === false;
}

/** A value as the cache's key sees it: as it is stored, with what else makes its objects the same. */
export function toIdentity(value: Value): JsonValue {
  return replaceIn(value, (item) => {
    const kind = kindOf(item);
    return kind && { by: { ...(toStored(item) as object), ...objectKinds[kind].identity(item as ClearMLObject) } };
  }) as JsonValue;
}

/** The value that was stored, with datasets and models loaded. */
export async function fromStored(
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

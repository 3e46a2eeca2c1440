import { isPlainObject } from "@clearml-ts/protocol";
import { type ClearMLObject, kindOf } from "./object-kinds.ts";

/** Yields the datasets and models in something that may be anything, circles included. */
export function* objectsIn(value: unknown, seen = new Set<unknown>()): Generator<ClearMLObject> {
  if (seen.has(value)) {
    return;
  }
  if (kindOf(value)) {
    seen.add(value);
    yield value as ClearMLObject;
  } else if (Array.isArray(value) || isPlainObject(value)) {
    seen.add(value);
    for (const item of Object.values(value)) {
      yield* objectsIn(item, seen);
    }
  }
}

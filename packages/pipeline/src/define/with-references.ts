import type { ClearMLObject } from "../values/object-kinds.ts";
import type { OutputRef } from "./output-ref.ts";

/** What may be given where a `T` is needed: the value, a reference to one, or an object or list with references inside. */
export type WithReferences<T> =
  | OutputRef<T>
  | (T extends ClearMLObject ? T : T extends object ? { [K in keyof T]: WithReferences<T[K]> } : T);

/** What a value is when the references in it have become values. */
export type Resolved<T> =
  T extends OutputRef<infer Value>
    ? Value
    : T extends ClearMLObject
      ? T
      : T extends object
        ? { [K in keyof T]: Resolved<T[K]> }
        : T;

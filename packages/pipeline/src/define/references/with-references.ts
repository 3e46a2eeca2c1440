import type { ClearMLObject } from "../../values/object-kinds.ts";
import type { OutputRef } from "./output-ref.ts";

/** A `T` as components take it: the value, a reference to one, or an object or list with references inside. */
export type WithReferences<T> =
  | OutputRef<T>
  | (T extends ClearMLObject ? T : T extends object ? { [K in keyof T]: WithReferences<T[K]> } : T);

/** A type with values in the places of its references. */
export type Resolved<T> =
  T extends OutputRef<infer Value>
    ? Value
    : T extends ClearMLObject
      ? T
      : T extends object
        ? { [K in keyof T]: Resolved<T[K]> }
        : T;

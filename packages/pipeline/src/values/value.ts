import type { ClearMLObject } from "./object-kinds.ts";

/** A value that components take and return: JSON, in which there may be datasets and models. */
export type Value =
  | string
  | number
  | boolean
  | null
  | ClearMLObject
  | readonly Value[]
  | { readonly [name: string]: Value };

/** Values by name. */
export type ValueObject = { readonly [name: string]: Value };

/** Stands in the compiler's messages where a type has something that is neither JSON nor a dataset or model. */
export type NotJson = "this does not survive JSON";

/** `T` where it is a {@link Value}, {@link NotJson} where it is not: functions, dates, maps and other instances. */
export type Json<T> = T extends string | number | boolean | null | undefined | ClearMLObject
  ? T
  : T extends object
    ? T extends (...args: never) => unknown
      ? NotJson
      : { [K in keyof T]: Json<T[K]> }
    : NotJson;

/** An object type of which every property is JSON, a dataset or a model, or JSON with such objects in it. */
export type Jsonable<T> = { [K in keyof T]: Json<T[K]> };

/** An object that has names for its values, as outputs must: not a list. */
export type NamedValues = object & { readonly [Symbol.iterator]?: never };

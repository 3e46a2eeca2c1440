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
export type NotJson =
  "neither a Dataset, a Model nor JSON, which is text, numbers, booleans, null, and lists and objects of these";

/** Instances that the compiler would otherwise take apart, and name one of their methods in place of the value. */
type Instance =
  | Date
  | RegExp
  | PromiseLike<unknown>
  | ReadonlyMap<unknown, unknown>
  | ReadonlySet<unknown>
  | ArrayBufferLike
  | ArrayBufferView;

/** `T` where it is a {@link Value}, {@link NotJson} where it is not: functions, dates, maps and other instances. */
export type Json<T> = T extends string | number | boolean | null | undefined | ClearMLObject
  ? T
  : T extends object
    ? T extends Instance | ((...args: never) => unknown)
      ? NotJson
      : { [K in keyof T]: Json<T[K]> }
    : NotJson;

/** An object type of which every property is JSON, a dataset or a model, or JSON with such objects in it. */
export type Jsonable<T> = { [K in keyof T]: Json<T[K]> };

/** An object that has names for its values, as outputs must: not a list. */
export type NamedValues = object & { readonly [Symbol.iterator]?: never };

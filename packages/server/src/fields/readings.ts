import { type Result, results } from "@clearml-ts/protocol";
import { isObject } from "../values/is-object.ts";
import { asBoolean, asInteger } from "../values/python-casts.ts";
import type { TypeName } from "./fields.ts";

/**
 * The way in which the official server comes by a value, which decides what it takes for a value of a type:
 * `model` by the request model, which casts; `schema` by the written schema, which does not; `stored` when a record is
 * made of it; `edited` when it is put into a record that is there.
 */
export type Reading = "model" | "schema" | "stored" | "edited";

/** The result that a value of the wrong type is refused with. */
export const refusals: Readonly<Record<Reading, Result>> = {
  model: results.validationError,
  schema: results.validationError,
  stored: results.dataValidationError,
  edited: results.dataValidationError,
};

/** Returns the value that the official server reads; one that it cannot read as the type comes back as it is. */
export function readAs(type: TypeName, value: unknown, reading: Reading): unknown {
  return reading === "schema" ? value : (casts[reading][type]?.(value) ?? value);
}

/** Whether values of a type are lists. */
export function isListType(type: TypeName): boolean {
  return type === "list" || type.endsWith("[]");
}

type Cast = (value: unknown) => unknown;

/** Whatever counts as false in Python is a list without items. */
const emptyList: Cast = (value) => (asBoolean(value) ? value : []);

/** Its items as well may be texts that the request model makes. */
const textList: Cast = (value) => {
  const list = emptyList(value);
  return Array.isArray(list) ? list.map((item) => readItem("string", item, "model")) : list;
};

/** Returns the value that the official server reads as an item of a list: its request model builds items from objects. */
export function readItem(type: TypeName, item: unknown, reading: Reading): unknown {
  if (reading !== "model" || !isObject(item) || Object.keys(item).length > 0) {
    return item;
  }
  return type === "string" ? "" : isListType(type) ? [] : item;
}

/** The official server keeps a text in place of a list, in which its searches then find that text. */
const looseList: Cast = (value) => {
  if (typeof value === "string") {
    return value === "" ? [] : [value];
  }
  return isObject(value) ? Object.keys(value) : value;
};

const looseObject: Cast = (value) => (value === "" || (Array.isArray(value) && value.length === 0) ? {} : value);

const looseLists = { list: looseList, "string[]": looseList, "string?[]": looseList, "object[]": looseList };

const casts: Readonly<Record<Exclude<Reading, "schema">, Readonly<Partial<Record<TypeName, Cast>>>>> = {
  model: {
    integer: asInteger,
    boolean: asBoolean,
    number: (value) => (typeof value === "boolean" ? Number(value) : value),
    list: emptyList,
    "string[]": textList,
    "string?[]": emptyList,
    "object[]": emptyList,
  },
  stored: { integer: asInteger },
  edited: { integer: asInteger, object: looseObject, ...looseLists },
};

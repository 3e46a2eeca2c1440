import { PythonFloat } from "./python-scalar.ts";

/** A value without parts that has a stored form. */
export type StoredScalar = string | number | bigint | boolean | PythonFloat | null;

/** One value as it is stored, with its parts still to be looked at. */
export type StoredNode =
  | { readonly kind: "scalar"; readonly value: StoredScalar }
  | { readonly kind: "list"; readonly items: readonly unknown[] }
  | { readonly kind: "object"; readonly entries: readonly (readonly [name: string, value: unknown])[] }
  | { readonly kind: "refused"; readonly what: string; readonly advice?: string };

/**
 * Decides the stored form of one value. This is the only place that decides it: artifacts, parameters, configurations
 * and the values of pipelines are all stored by this table.
 *
 * | value                                             | stored as                                            |
 * | ------------------------------------------------- | ---------------------------------------------------- |
 * | texts, booleans, null                             | themselves                                           |
 * | whole numbers below 1e21, bigints                 | integers of any length                               |
 * | other numbers, NaN and infinities among them      | floats, as Python's `json` writes and reads them     |
 * | arrays, `Set`                                     | lists, in their order                                |
 * | typed arrays                                      | lists of numbers                                     |
 * | plain objects, `Map` with texts as keys           | objects; undefined properties are left out           |
 * | anything with `toJSON`, such as `Date` and `URL`  | the result of `toJSON`                               |
 * | everything else                                   | nothing: it would come back as something else        |
 */
export function storedNode(value: unknown): StoredNode {
  if (value === null || value instanceof PythonFloat) {
    return { kind: "scalar", value };
  }
  switch (typeof value) {
    case "string":
    case "number":
    case "bigint":
    case "boolean":
      return { kind: "scalar", value };
    case "object":
      return objectNode(value);
    case "undefined":
      return refuse("undefined", "Put null in its place, or leave the property out.");
    default:
      return refuse(`a ${typeof value}`);
  }
}

/** The part of the table that is about objects; the result of `toJSON` is not asked for its own `toJSON` again. */
function objectNode(value: object, heedToJson = true): StoredNode {
  if (Array.isArray(value)) {
    return listNode(value);
  }
  // Before `toJSON`: a Buffer has one, and would become { type, data }.
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
    return { kind: "list", items: Array.from(value as unknown as ArrayLike<number | bigint>) };
  }
  if (value instanceof Date && Number.isNaN(value.getTime())) {
    return refuse("an invalid Date", "Put null in its place.");
  }
  if (heedToJson && "toJSON" in value && typeof value.toJSON === "function") {
    const json: unknown = value.toJSON();
    return typeof json === "object" && json !== null ? objectNode(json, false) : storedNode(json);
  }
  if (value instanceof Set) {
    return { kind: "list", items: [...value] };
  }
  if (value instanceof Map) {
    return mapNode(value);
  }
  if (!isPlainObject(value)) {
    const name = value.constructor?.name || "class";
    return refuse(`an instance of ${name}`, "Store a plain object or a text made of it, or give it a toJSON().");
  }
  return plainNode(value);
}

/** Tells objects that are only names and values from instances of classes, also where they come from another realm. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) {
    return false;
  }
  const prototype: object | null = Object.getPrototypeOf(value);
  return (
    prototype === null || (Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype, "hasOwnProperty"))
  );
}

function listNode(items: readonly unknown[]): StoredNode {
  for (let index = 0; index < items.length; index += 1) {
    if (!(index in items)) {
      return refuse(`a list without an item ${index}`, "Put null in the places that are empty.");
    }
  }
  return { kind: "list", items };
}

function mapNode(map: ReadonlyMap<unknown, unknown>): StoredNode {
  const entries: [string, unknown][] = [];
  for (const [key, item] of map) {
    if (typeof key !== "string") {
      return refuse(
        `a Map with a key that is not a text (${typeof key})`,
        "Make its keys texts, or store its entries.",
      );
    }
    entries.push([key, item]);
  }
  return objectOf(entries);
}

function plainNode(value: Record<string, unknown>): StoredNode {
  const symbol = Object.getOwnPropertySymbols(value).find((key) =>
    Object.prototype.propertyIsEnumerable.call(value, key),
  );
  if (symbol !== undefined) {
    return refuse(`an object with the symbol ${String(symbol)} as a key`, "Make its keys texts.");
  }
  return objectOf(Object.entries(value));
}

function objectOf(entries: readonly (readonly [string, unknown])[]): StoredNode {
  return { kind: "object", entries: entries.filter(([, item]) => item !== undefined) };
}

function refuse(what: string, advice?: string): StoredNode {
  return { kind: "refused", what, ...(advice !== undefined && { advice }) };
}

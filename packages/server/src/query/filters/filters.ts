import { results } from "@clearml-ts/protocol";
import { ApiFailure } from "../../errors.ts";
import { asBoolean, itemsOf } from "../../values/python-casts.ts";
import { always, and, type Condition, hasAll, isEmpty, isIn, not, or, type Scalar } from "../condition.ts";
import { isDocument, type Path } from "../document-path.ts";

/** Reads one entry of `filters`: `{any: {include, exclude}, all: {include, exclude}, op}`. */
export function parseFilter(field: string, path: Path, value: unknown): Condition {
  if (!asBoolean(value)) {
    return always;
  }
  if (!isDocument(value)) {
    throw refuse(field, value, "dictionary expected");
  }
  const { any, all, op = "and", ...unknown } = value;
  if (op !== "and" && op !== "or") {
    throw refuse(field, op, "op must be and or or");
  }
  if (Object.keys(unknown).length > 0) {
    throw refuse(field, Object.keys(unknown), "any, all and op expected");
  }

  const blocks: Condition[] = [];
  const anyOf = readSides(field, any);
  if (anyOf) {
    blocks.push(
      or(
        ...includes(anyOf, (values) => isIn(path, values), path),
        ...excludes(anyOf, (values) => not(hasAll(path, values)), path),
      ),
    );
  }
  const allOf = readSides(field, all);
  if (allOf) {
    blocks.push(
      and(
        ...includes(allOf, (values) => hasAll(path, values), path),
        ...excludes(allOf, (values) => not(isIn(path, values)), path),
      ),
    );
  }
  if (blocks.length === 0) {
    return always;
  }
  return op === "or" ? or(...blocks) : and(...blocks);
}

interface Sides {
  include: readonly (Scalar | null)[];
  exclude: readonly (Scalar | null)[];
}

/** Returns what a block includes and excludes, or `undefined` when it asks for nothing. */
function readSides(field: string, value: unknown): Sides | undefined {
  if (value === undefined || value === null) {
    return undefined;
  }
  if (!isDocument(value)) {
    throw refuse(field, value, "include and exclude expected");
  }
  const { include, exclude, ...unknown } = value;
  if (Object.keys(unknown).length > 0) {
    throw refuse(field, Object.keys(unknown), "include and exclude expected");
  }
  const sides = { include: readValues(field, include), exclude: readValues(field, exclude) };
  return sides.include.length + sides.exclude.length > 0 ? sides : undefined;
}

function readValues(field: string, value: unknown): (Scalar | null)[] {
  if (!asBoolean(value)) {
    return [];
  }
  const items = itemsOf(value);
  if (!items) {
    throw refuse(field, value, "list expected");
  }
  return items.map((item: unknown) => {
    if (item === null || typeof item === "string" || typeof item === "number" || typeof item === "boolean") {
      return item;
    }
    throw refuse(field, item, "text expected");
  });
}

function includes({ include }: Sides, condition: (values: Scalar[]) => Condition, path: Path): Condition[] {
  const values = include.filter((value) => value !== null);
  return [...(include.includes(null) ? [isEmpty(path)] : []), ...(values.length > 0 ? [condition(values)] : [])];
}

function excludes({ exclude }: Sides, condition: (values: Scalar[]) => Condition, path: Path): Condition[] {
  const values = exclude.filter((value) => value !== null);
  return [...(exclude.includes(null) ? [not(isEmpty(path))] : []), ...(values.length > 0 ? [condition(values)] : [])];
}

function refuse(field: string, value: unknown, detail: string): ApiFailure {
  return new ApiFailure(results.validationError, { detail: `invalid filter, ${detail}`, fields: { field, value } });
}

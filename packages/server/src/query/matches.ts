import type { Bound, Condition, Scalar } from "./condition.ts";
import { type Document, type Path, valueAt, valuesAt } from "./document-path.ts";
import { textScore } from "./filters/text-search.ts";

/** Whether a document satisfies a condition: the meaning that the SQL of `compileCondition` has to agree with. */
export function matches(condition: Condition, document: Document): boolean {
  switch (condition.kind) {
    case "and":
      return condition.parts.every((part) => matches(part, document));
    case "or":
      return condition.parts.some((part) => matches(part, document));
    case "not":
      return !matches(condition.part, document);
    case "in":
      return valuesAt(document, condition.path).some((value) =>
        condition.values.some((wanted) => isSame(value, wanted)),
      );
    case "empty":
      return isEmptyAt(document, condition.path);
    case "range":
      return valuesAt(document, condition.path).some(
        (value) => isWithin(value, condition.min, "min") && isWithin(value, condition.max, "max"),
      );
    case "matches":
      return valuesAt(document, condition.path).some(
        (value) => typeof value === "string" && condition.pattern.test(value),
      );
    case "text":
      return textScore(document, condition.paths, condition.search) > 0;
  }
}

/** The paths that a condition looks at. */
export function pathsOf(condition: Condition): readonly Path[] {
  switch (condition.kind) {
    case "and":
    case "or":
      return condition.parts.flatMap(pathsOf);
    case "not":
      return pathsOf(condition.part);
    case "text":
      return condition.paths;
    default:
      return [condition.path];
  }
}

function isEmptyAt(document: Document, path: Path): boolean {
  const value = valueAt(document, path);
  if (value !== undefined) {
    return value === null || (Array.isArray(value) && value.length === 0);
  }
  return !valuesAt(document, path).some((element) => element !== null);
}

/** SQLite's JSON has no booleans, so true is 1 here as well. */
function isSame(value: unknown, wanted: Scalar): boolean {
  return plain(value) === plain(wanted);
}

function plain(value: unknown): unknown {
  return typeof value === "boolean" ? Number(value) : value;
}

function isWithin(value: unknown, bound: Bound | undefined, end: "min" | "max"): boolean {
  if (bound === undefined) {
    return true;
  }
  if (typeof value !== typeof bound.value) {
    return false;
  }
  const difference = compareScalars(value as string | number, bound.value);
  if (difference === 0) {
    return bound.inclusive;
  }
  return end === "min" ? difference > 0 : difference < 0;
}

function compareScalars(left: string | number, right: string | number): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

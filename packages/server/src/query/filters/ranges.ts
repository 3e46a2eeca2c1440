import { results } from "@clearml-ts/protocol";
import { ApiFailure } from "../../errors.ts";
import { formatDate } from "../../values/clock.ts";
import { always, and, type Bound, type Condition, isEmpty, isIn, or } from "../condition.ts";
import type { Path } from "../document-path.ts";

/** How the two ends of a range are read. */
export type RangeType = "date" | "number";

/** Reads `[min, max]`, inclusive; one end may be null, and a null minimum lets in records without a value. */
export function parseRange(field: string, path: Path, value: unknown, type: RangeType): Condition {
  if (!Array.isArray(value) || value.length !== 2) {
    throw new ApiFailure(results.validationError, {
      detail: "Min and max values should be specified for range field",
      fields: { field },
    });
  }
  const [min, max] = value.map((end: unknown) => readBound(field, end, type));
  if (min === undefined && max === undefined) {
    throw new ApiFailure(results.validationError, {
      detail: "At least one of min or max values should be provided",
      fields: { field },
    });
  }
  const within: Condition = { kind: "range", path, ...(min ? { min } : {}), ...(max ? { max } : {}) };
  return min === undefined ? or(within, isEmpty(path)) : within;
}

/**
 * Reads conditions on a date: texts with `>=`, `>`, `<=`, `<` or nothing (the same moment) in front, all of which
 * must hold, or a plain pair, which is an inclusive range. Texts that are not dates ask for nothing.
 */
export function parseDateConditions(field: string, path: Path, value: unknown): Condition {
  const items: unknown[] = Array.isArray(value) ? value : [value];
  if (items.length === 2 && !items.some((item) => typeof item === "string" && /^\s*[<>]/.test(item))) {
    return parseRange(field, path, items, "date");
  }
  return and(...items.map((item) => parseDateCondition(field, path, item)));
}

function parseDateCondition(field: string, path: Path, item: unknown): Condition {
  if (typeof item !== "string") {
    throw new ApiFailure(results.fieldsValueError, { detail: "date expected", fields: { field, value: item } });
  }
  const [, prefix = "", text = ""] = /^\s*(>=|>|<=|<)?(.*)$/s.exec(item) ?? [];
  const date = parseDate(text);
  if (date === undefined) {
    return always;
  }
  if (prefix === "") {
    return isIn(path, [date]);
  }
  const bound: Bound = { value: date, inclusive: prefix.endsWith("=") };
  return { kind: "range", path, ...(prefix.startsWith(">") ? { min: bound } : { max: bound }) };
}

/**
 * Reads a date-time and writes it as records store it, so that the two can be compared as text;
 * `undefined` when it is none. Without a zone it is UTC.
 */
export function parseDate(text: string): string | undefined {
  const trimmed = text.trim();
  const isLocal = trimmed.includes(":") && !/(?:z|[+-]\d\d:?\d\d)$/i.test(trimmed);
  const milliseconds = Date.parse(isLocal ? `${trimmed.replace(" ", "T")}Z` : trimmed);
  return Number.isNaN(milliseconds) ? undefined : formatDate(new Date(milliseconds));
}

function readBound(field: string, end: unknown, type: RangeType): Bound | undefined {
  if (end === null || end === undefined) {
    return undefined;
  }
  const value = type === "date" ? readDate(end) : readNumber(end);
  if (value === undefined) {
    throw new ApiFailure(results.fieldsValueError, { detail: `${type} expected`, fields: { field, value: end } });
  }
  return { value, inclusive: true };
}

function readDate(end: unknown): string | undefined {
  return typeof end === "string" ? parseDate(end) : undefined;
}

function readNumber(end: unknown): number | undefined {
  const isNumeric = typeof end === "boolean" || (typeof end === "string" && end.trim() !== "");
  const value = isNumeric ? Number(end) : end;
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

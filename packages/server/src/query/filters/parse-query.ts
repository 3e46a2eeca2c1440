import { results } from "@clearml-ts/protocol";
import { ApiFailure } from "../../errors.ts";
import { asBoolean } from "../../values/python-casts.ts";
import { always, and, type Condition, isIn } from "../condition.ts";
import { type Document, isDocument, parsePath } from "../document-path.ts";
import { coveredBy, type EntityFields } from "../entity-fields.ts";
import { parseFilter } from "./filters.ts";
import { parseListParameter } from "./list-operators.ts";
import { parseMultiField } from "./multi-field.ts";
import { parsePattern } from "./pattern.ts";
import { limitQuery, sizeOf } from "./query-size.ts";
import { parseDateConditions, parseRange } from "./ranges.ts";
import { parseTextSearch } from "./text-search.ts";

const ANY_FIELD: readonly string[] = ["_any_", "_or_"];
const ALL_FIELDS: readonly string[] = ["_all_", "_and_"];

/**
 * Reads everything in a list request that selects records. Parameters it does not know ask for nothing, nor do those that
 * are `null`, apart from those that hold conditions for several fields.
 */
export function parseQuery(request: Document, fields: EntityFields): Condition {
  const { filters, ...given } = request;
  const isGiven = ([name, value]: [string, unknown]) =>
    value !== undefined && (value !== null || [...ANY_FIELD, ...ALL_FIELDS].includes(name));
  const parameters = Object.fromEntries(Object.entries(given).filter(isGiven));
  const { conditions, filtered } = parseFilters(filters, fields);
  const names = Object.keys(parameters).filter((name) => !filtered.includes(name));

  const read = (covered: readonly string[], parse: (name: string, value: unknown) => Condition) => {
    for (const name of coveredBy(covered, names)) {
      conditions.push(parse(name, parameters[name]));
    }
  };
  read(fields.patterns ?? [], (name, value) => parsePatternParameter(name, value));
  read(fields.lists ?? [], (name, value) => parseListParameter(name, parsePath(name), value));
  for (const [field, type] of Object.entries(fields.ranges ?? {})) {
    read([field], (name, value) => parseRange(name, parsePath(name), value, type));
  }
  read(fields.equal ?? [], (name, value) => parseEquality(name, value));
  read(fields.dates ?? [], (name, value) => parseDateConditions(name, parsePath(name), value));
  read(ANY_FIELD, (name, value) => parseMultiField(name, value, fields, "or"));
  read(ALL_FIELDS, (name, value) => parseMultiField(name, value, fields, "and"));
  read(["search_text"], (name, value) => parseSearchText(name, value, fields));
  const condition = and(...conditions);
  limitQuery("comparisons", sizeOf(condition));
  return condition;
}

/** Reads `filters`; a field it names makes the parameter of the same name void. */
function parseFilters(filters: unknown, fields: EntityFields): { conditions: Condition[]; filtered: string[] } {
  if (filters === undefined) {
    return { conditions: [], filtered: [] };
  }
  if (!isDocument(filters)) {
    throw refuse("filters", filters, "object expected");
  }
  const given = Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== null));
  const filtered = coveredBy(fields.lists ?? [], Object.keys(given));
  return { filtered, conditions: filtered.map((name) => parseFilter(name, parsePath(name), given[name])) };
}

function parsePatternParameter(name: string, value: unknown): Condition {
  if (!asBoolean(value)) {
    return always;
  }
  if (typeof value !== "string") {
    throw refuse(name, value, "text expected");
  }
  return { kind: "matches", path: parsePath(name), pattern: parsePattern(value) };
}

function parseEquality(name: string, value: unknown): Condition {
  // A list or an object is never the value of such a field: then nothing is found.
  const isScalar = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
  return isIn(parsePath(name), isScalar ? [value] : []);
}

function parseSearchText(name: string, value: unknown, fields: EntityFields): Condition {
  if (!asBoolean(value)) {
    return always;
  }
  if (typeof value !== "string") {
    throw refuse(name, value, "text expected");
  }
  if (!fields.text) {
    return always;
  }
  return { kind: "text", paths: fields.text.map(parsePath), search: parseTextSearch(value) };
}

function refuse(field: string, value: unknown, detail: string): ApiFailure {
  return new ApiFailure(results.fieldsValueError, {
    detail: `failed parsing query field, ${detail}`,
    fields: { field, value },
  });
}

import { results } from "@clearml-ts/protocol";
import { ApiFailure } from "../../errors.ts";
import { asBoolean, itemsOf } from "../../values/python-casts.ts";
import { always, and, type Condition, or } from "../condition.ts";
import { isDocument, parsePath } from "../document-path.ts";
import type { EntityFields } from "../entity-fields.ts";
import { checkKnownFields } from "../known-fields.ts";
import { parsePattern } from "./pattern.ts";
import { parseDateConditions } from "./ranges.ts";

/**
 * Reads `_any_` and `_all_`: one pattern, in either letter case, or one set of date conditions, over several fields.
 *
 * Date conditions look only at the fields that hold dates.
 */
export function parseMultiField(
  name: string,
  value: unknown,
  fields: EntityFields,
  combinator: "and" | "or",
): Condition {
  const refuse = (detail: string) =>
    new ApiFailure(results.fieldsValueError, { detail, fields: { field: name, value } });
  if (!isDocument(value)) {
    throw refuse("fields with a pattern or datetime expected");
  }
  const { fields: given, pattern, datetime, ...unknown } = value;
  const items = asBoolean(given) ? itemsOf(given) : [];
  if (given === undefined || items === undefined) {
    throw refuse("fields expected");
  }
  const names = [...new Set(items)].filter((field) => typeof field === "string");
  if (Object.keys(unknown).length > 0) {
    throw refuse("fields with a pattern or datetime expected");
  }
  const hasPattern = pattern !== undefined && pattern !== null;
  const hasDates = datetime !== undefined && datetime !== null;
  if (hasPattern === hasDates) {
    throw refuse("either a pattern or datetime expected");
  }

  const combine = combinator === "or" ? or : and;
  if (hasDates) {
    if (fields.dates === undefined && names.length > 0) {
      throw refuse("these records have no fields for date conditions");
    }
    const dates = names.filter((field) => fields.dates?.includes(field));
    return dates.length === 0
      ? always
      : combine(...dates.map((field) => parseDateConditions(field, parsePath(field), datetime)));
  }
  if (typeof pattern !== "string" || !items.every((field) => typeof field === "string")) {
    throw refuse("a pattern is text, and so are the names of fields");
  }
  if (names.length === 0) {
    return always;
  }
  // The official server hands a path with such a key to its database unseen.
  if (!names.some((field) => field.includes("._"))) {
    checkKnownFields(names, fields);
  }
  const parsed = parsePattern(pattern, { ignoreCase: true });
  return combine(...names.map((field): Condition => ({ kind: "matches", path: parsePath(field), pattern: parsed })));
}

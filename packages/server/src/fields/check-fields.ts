import { results } from "@clearml-ts/protocol";
import { ApiFailure } from "../errors.ts";
import { isObject } from "../values/is-object.ts";
import { checkValue, describe, isMissing } from "./check-value.ts";
import { type AnyField, type AnyFields, type ReadField, readField, type TypeName } from "./fields.ts";
import { isListType, type Reading } from "./readings.ts";

/** The declarations of a route that concern the fields of its requests, by the names of the fields. */
export interface FieldChecks<Name extends string = string> {
  /** The fields that a request has to hold, if only as `null`: without them the answer is 400/11. @default none */
  readonly requires?: readonly Name[];
  /** The fields that the official server looks at only when it stores them, and refuses with codes of their own. @default none */
  readonly stored?: readonly Name[];
  /** The fields that name a record: the official server looks it up, whatever the type of the value. @default none */
  readonly references?: readonly Name[];
  /** Whether the stored fields go into a record that is there, where the official server takes what it can make fit. */
  readonly edits?: true;
  /** Whether the official server checks the written schema, which casts nothing. */
  readonly schema?: true;
}

/** The declarations of a route with its fields. */
export type DeclaredChecks = FieldChecks & { readonly fields?: AnyFields };

/**
 * Refuses a request with a required field missing, a field of the wrong type or a value beyond its limits, as the official
 * server does, and puts the values in place that it reads: an integer for `"7"`, an empty list for `""`.
 *
 * A field that is `null` is taken out: it says that the field is not given, unless its declaration says otherwise.
 *
 * @throws {@link ApiFailure} 400/12 when a field does not fit; it names the field. 400/11 for a missing field that the
 * route requires. 400/800 or 400/16 for fields that are looked at when they are stored.
 */
export function checkFields(request: Record<string, unknown>, checks: DeclaredChecks): void {
  const { fields = {}, requires = [] } = checks;
  const missing = requires.filter((name) => request[name] === undefined);
  if (missing.length > 0) {
    throw new ApiFailure(results.missingRequiredFields, { fields: { fields: missing } });
  }
  for (const [name, declaration] of Object.entries(fields)) {
    const field = readField(declaration);
    if (field.null === "kept" && request[name] === null) {
      continue;
    }
    if (request[name] !== undefined || field.required) {
      const checked = checkField(name, request[name], { field, checks, declaration });
      if (checked !== undefined) {
        request[name] = checked;
      }
    }
  }
  for (const [name, value] of Object.entries(request)) {
    if (value === null && !isKept(fields[name])) {
      delete request[name];
    }
  }
}

interface CheckedField {
  readonly field: ReadField;
  readonly declaration: AnyField;
  readonly checks: DeclaredChecks;
}

function checkField(name: string, value: unknown, { field, declaration, checks }: CheckedField): unknown {
  if (checks.references?.includes(name) && !isMissing(value) && typeof value !== "string") {
    throw new ApiFailure(results.fieldsValueError, { detail: "expecting an id", fields: { id: value, field: name } });
  }
  const isStored = checks.stored?.includes(name) ?? false;
  if (isStored && !isMissing(value) && !isCastable(field.type, value)) {
    throw new ApiFailure(results.fieldsValueError, {
      detail: `expecting ${describe(field.type)}`,
      fields: { field: name },
    });
  }
  return checkValue({ path: name, reading: readingOf(checks, isStored) }, value, declaration);
}

function readingOf({ edits, schema }: FieldChecks, isStored: boolean): Reading {
  if (isStored) {
    return edits ? "edited" : "stored";
  }
  return schema ? "schema" : "model";
}

/** Whether the official server can turn a value into the list or the object that it stores: `list("x")` and `dict([])` work. */
function isCastable(type: TypeName, value: unknown): boolean {
  if (type === "object") {
    return isObject(value) || value === "" || (Array.isArray(value) && value.length === 0);
  }
  return !isListType(type) || typeof value === "string" || typeof value === "object";
}

function isKept(declaration: AnyField | undefined): boolean {
  return declaration !== undefined && readField(declaration).null === "kept";
}

import { type EndpointName, results } from "@clearml-ts/protocol";
import { ApiFailure } from "../errors.ts";

/** What a field of a request may hold. `list` is an array of anything; in `string?[]` nulls are allowed. */
export type FieldType =
  | ("string" | "integer" | "number" | "boolean" | "object")
  | ("list" | "string[]" | "string?[]" | "object[]");

/** The types of the fields of one request; `!` behind a type marks a required field. */
export type Fields<Request> = { readonly [Name in keyof Request]?: FieldType | `${FieldType}!` };

/** Endpoints that answer a missing field with a code of its own; all others call it a failed validation. */
const NAMING_MISSING_FIELDS: readonly EndpointName[] = ["models.get_by_id_ex", "projects.create", "tasks.get_by_id_ex"];

/**
 * Refuses a request with a required field missing or a field of the wrong type.
 *
 * @throws ApiFailure 400/12, or 400/11 for a missing field of some endpoints; either names the field.
 */
export function checkFields(
  endpoint: EndpointName,
  request: Readonly<Record<string, unknown>>,
  fields: Fields<Record<string, unknown>>,
): void {
  for (const [name, declared] of Object.entries(fields)) {
    if (declared === undefined) {
      continue;
    }
    const value = request[name];
    const required = declared.endsWith("!");
    const type = (required ? declared.slice(0, -1) : declared) as FieldType;
    if (value === undefined || value === null) {
      if (required) {
        throw missingField(endpoint, name);
      }
    } else if (!isOfType[type](value)) {
      throw new ApiFailure(results.validationError, { detail: `${name}: expected ${described[type]}` });
    }
  }
}

function missingField(endpoint: EndpointName, name: string): ApiFailure {
  if (NAMING_MISSING_FIELDS.includes(endpoint)) {
    return new ApiFailure(results.missingRequiredFields, { fields: { fields: [name] } });
  }
  return new ApiFailure(results.validationError, { detail: `${name}: field is required` });
}

/** Whether a value is an object that is not an array. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const isString = (value: unknown) => typeof value === "string";

const isOfType: Readonly<Record<FieldType, (value: unknown) => boolean>> = {
  string: isString,
  integer: Number.isSafeInteger,
  number: Number.isFinite,
  boolean: (value) => typeof value === "boolean",
  object: isObject,
  list: Array.isArray,
  "string[]": (value) => Array.isArray(value) && value.every(isString),
  "string?[]": (value) => Array.isArray(value) && value.every((item) => item === null || isString(item)),
  "object[]": (value) => Array.isArray(value) && value.every(isObject),
};

const described: Readonly<Record<FieldType, string>> = {
  string: "a string",
  integer: "an integer",
  number: "a number",
  boolean: "true or false",
  object: "an object",
  list: "a list",
  "string[]": "a list of strings",
  "string?[]": "a list of strings or nulls",
  "object[]": "a list of objects",
};

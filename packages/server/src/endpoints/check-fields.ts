import { type EndpointName, results } from "@clearml-ts/protocol";
import { ApiFailure } from "../errors.ts";
import { isObject } from "../values/is-object.ts";
import { type AnyField, type AnyFields, type ReadField, readField, type TypeName } from "./fields.ts";

/** Endpoints that answer a missing field with a code of its own; all others call it a failed validation. */
const NAMING_MISSING_FIELDS: readonly EndpointName[] = ["models.get_by_id_ex", "projects.create", "tasks.get_by_id_ex"];

/**
 * Refuses a request with a required field missing, a field of the wrong type or a value beyond its limits.
 *
 * A part of an object that is `null` is taken out of it: it says that the part is not given.
 *
 * @throws {@link ApiFailure} 400/12 when a field does not fit; it names the field. 400/11 for a missing field of some
 * endpoints.
 */
export function checkFields(
  endpoint: EndpointName,
  request: Readonly<Record<string, unknown>>,
  fields: AnyFields,
): void {
  for (const [name, field] of Object.entries(fields)) {
    if (isMissing(request[name]) && readField(field).required && NAMING_MISSING_FIELDS.includes(endpoint)) {
      throw new ApiFailure(results.missingRequiredFields, { fields: { fields: [name] } });
    }
    checkField(name, request[name], field);
  }
}

function checkField(path: string, value: unknown, declaration: AnyField): void {
  const field = readField(declaration);
  if (isMissing(value)) {
    if (field.required) {
      throw refuse(path, "field is required");
    }
    return;
  }
  if (!isOfType[field.type](value)) {
    throw refuse(path, `expected ${described[field.type]}`);
  }
  if (typeof value === "string") {
    checkText(path, value, field);
  } else if (typeof value === "number") {
    checkNumber(path, value, field);
  } else if (Array.isArray(value)) {
    checkList(path, value, field);
  } else if (isObject(value)) {
    checkParts(path, value as Record<string, unknown>, field);
  }
}

function checkText(path: string, value: string, { enum: choices, minLength, maxLength }: ReadField): void {
  if (choices && !choices.includes(value)) {
    throw refuse(path, `must be one of ${choices.join(", ")}`);
  }
  if (minLength !== undefined && value.length < minLength) {
    throw refuse(path, `must have at least ${minLength} characters`);
  }
  if (maxLength !== undefined && value.length > maxLength) {
    throw refuse(path, `must have at most ${maxLength} characters`);
  }
}

function checkNumber(path: string, value: number, { minimum, maximum }: ReadField): void {
  if (minimum !== undefined && value < minimum) {
    throw refuse(path, `must be at least ${minimum}`);
  }
  if (maximum !== undefined && value > maximum) {
    throw refuse(path, `must be at most ${maximum}`);
  }
}

function checkList(path: string, value: readonly unknown[], { items, minItems, maxItems }: ReadField): void {
  if (minItems !== undefined && value.length < minItems) {
    throw refuse(path, `must have at least ${minItems} items`);
  }
  if (maxItems !== undefined && value.length > maxItems) {
    throw refuse(path, `must have at most ${maxItems} items`);
  }
  if (items !== undefined) {
    for (const [index, item] of value.entries()) {
      if (isMissing(item)) {
        throw refuse(`${path}[${index}]`, `expected ${described[readField(items).type]}`);
      }
      checkField(`${path}[${index}]`, item, items);
    }
  }
}

function checkParts(path: string, value: Record<string, unknown>, { fields, values }: ReadField): void {
  for (const [name, field] of Object.entries(fields ?? {})) {
    checkField(`${path}.${name}`, value[name], field);
    if (value[name] === null) {
      delete value[name];
    }
  }
  if (values !== undefined) {
    for (const [name, item] of Object.entries(value)) {
      checkField(`${path}.${name}`, item, values);
    }
  }
}

function isMissing(value: unknown): boolean {
  return value === undefined || value === null;
}

function refuse(path: string, detail: string): ApiFailure {
  return new ApiFailure(results.validationError, { detail: `${path}: ${detail}` });
}

const isString = (value: unknown) => typeof value === "string";

const isOfType: Readonly<Record<TypeName, (value: unknown) => boolean>> = {
  any: () => true,
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

const described: Readonly<Record<TypeName, string>> = {
  any: "a value",
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

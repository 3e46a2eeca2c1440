import { type EndpointName, type Result, results } from "@clearml-ts/protocol";
import { ApiFailure } from "../errors.ts";
import { isObject } from "../values/is-object.ts";
import { type AnyField, type AnyFields, type ReadField, readField, type TypeName } from "./fields.ts";
import { asBoolean, asInteger } from "./python-casts.ts";

/** Endpoints that answer a missing field with a code of its own; all others call it a failed validation. */
const NAMING_MISSING_FIELDS: readonly EndpointName[] = ["models.get_by_id_ex", "projects.create", "tasks.get_by_id_ex"];

/** The declarations of a route that concern the fields of its requests. */
export interface FieldChecks {
  readonly fields?: AnyFields;
  /** The fields that the official server looks at only when it stores them, and refuses with codes of their own. */
  readonly stored?: readonly string[];
}

/** The place of a value in a request, and the result that it is refused with. */
interface Place {
  readonly path: string;
  readonly refusal: Result;
}

/**
 * Refuses a request with a required field missing, a field of the wrong type or a value beyond its limits, as the official
 * server does, and puts integers and booleans in place of what it takes for such, as `"7"` or `1`.
 *
 * A part of an object that is `null` is taken out of it: it says that the part is not given.
 *
 * @throws {@link ApiFailure} 400/12 when a field does not fit; it names the field. 400/11 for a missing field of some
 * endpoints. 400/800 or 400/16 for fields that are looked at when they are stored.
 */
export function checkFields(endpoint: EndpointName, request: Record<string, unknown>, checks: FieldChecks): void {
  const { fields = {}, stored = [] } = checks;
  for (const [name, field] of Object.entries(fields)) {
    const { type, required } = readField(field);
    const value = request[name];
    if (isMissing(value) && required && NAMING_MISSING_FIELDS.includes(endpoint)) {
      throw new ApiFailure(results.missingRequiredFields, { fields: { fields: [name] } });
    }
    if (isMissing(value) && !required) {
      continue;
    }
    const isStored = stored.includes(name);
    if (isStored && !isCastable(type, value)) {
      throw new ApiFailure(results.fieldsValueError, {
        detail: `expecting ${described[type]}`,
        fields: { field: name },
      });
    }
    const refusal = isStored ? results.dataValidationError : results.validationError;
    request[name] = checkField({ path: name, refusal }, value, field);
  }
}

/** Whether the official server can turn a value into the list or the object that it stores: `list("x")` and `dict([])` work. */
function isCastable(type: TypeName, value: unknown): boolean {
  if (type === "object") {
    return isObject(value) || value === "" || (Array.isArray(value) && value.length === 0);
  }
  return !isListType(type) || typeof value === "string" || typeof value === "object";
}

/** Returns a value as it goes on; `undefined` when it is missing. */
function checkField(place: Place, value: unknown, declaration: AnyField): unknown {
  const field = readField(declaration);
  if (isMissing(value)) {
    if (field.required) {
      throw refuse(place, "field is required");
    }
    return undefined;
  }
  const read = field.type === "integer" ? asInteger(value) : field.type === "boolean" ? asBoolean(value) : value;
  if (!isOfType[field.type](read)) {
    throw refuse(place, `expected ${described[field.type]}`);
  }
  if (typeof read === "string") {
    checkText(place, read, field);
  } else if (typeof read === "number") {
    checkNumber(place, read, field);
  } else if (Array.isArray(read)) {
    checkList(place, read, field);
  } else if (isObject(read)) {
    checkParts(place, read as Record<string, unknown>, field);
  }
  return read;
}

function checkText(place: Place, value: string, { enum: choices, minLength, maxLength }: ReadField): void {
  if (choices && !choices.includes(value)) {
    throw refuse(place, `must be one of ${choices.join(", ")}`);
  }
  if (minLength !== undefined && value.length < minLength) {
    throw refuse(place, `must have at least ${minLength} characters`);
  }
  if (maxLength !== undefined && value.length > maxLength) {
    throw refuse(place, `must have at most ${maxLength} characters`);
  }
}

function checkNumber(place: Place, value: number, { minimum, maximum }: ReadField): void {
  if (minimum !== undefined && value < minimum) {
    throw refuse(place, `must be at least ${minimum}`);
  }
  if (maximum !== undefined && value > maximum) {
    throw refuse(place, `must be at most ${maximum}`);
  }
}

function checkList(place: Place, value: unknown[], { items, minItems, maxItems }: ReadField): void {
  if (minItems !== undefined && value.length < minItems) {
    throw refuse(place, `must have at least ${minItems} items`);
  }
  if (maxItems !== undefined && value.length > maxItems) {
    throw refuse(place, `must have at most ${maxItems} items`);
  }
  if (items !== undefined) {
    for (const [index, item] of value.entries()) {
      value[index] = checkGiven({ ...place, path: `${place.path}[${index}]` }, item, items);
    }
  }
}

function checkParts(place: Place, value: Record<string, unknown>, { fields, exact, stored, values }: ReadField): void {
  const refusal = stored ? results.dataValidationError : place.refusal;
  const partOf = (name: string): Place => ({ path: `${place.path}.${name}`, refusal });
  for (const [name, field] of Object.entries(fields ?? {})) {
    const part = checkField(partOf(name), value[name], field);
    if (part === undefined) {
      delete value[name];
    } else {
      value[name] = part;
    }
  }
  const unknown = exact ? Object.keys(value).find((name) => !Object.hasOwn(fields ?? {}, name)) : undefined;
  if (unknown !== undefined) {
    throw refuse({ ...partOf(unknown), refusal: results.validationError }, "there is no such field");
  }
  if (values !== undefined) {
    for (const [name, item] of Object.entries(value)) {
      value[name] = checkGiven(partOf(name), item, values);
    }
  }
}

/** Checks an item of a list or a value of a map, which cannot be missing. */
function checkGiven(place: Place, value: unknown, declaration: AnyField): unknown {
  if (isMissing(value) && readField(declaration).type !== "any") {
    throw refuse(place, `expected ${described[readField(declaration).type]}`);
  }
  return checkField(place, value, declaration) ?? null;
}

function isMissing(value: unknown): boolean {
  return value === undefined || value === null;
}

function refuse({ path, refusal }: Place, detail: string): ApiFailure {
  return new ApiFailure(refusal, { detail: `${path}: ${detail}` });
}

function isListType(type: TypeName): boolean {
  return type === "list" || type.endsWith("[]");
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

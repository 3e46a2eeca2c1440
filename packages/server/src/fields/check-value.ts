import { type Result, results } from "@clearml-ts/protocol";
import { ApiFailure } from "../errors.ts";
import { isObject } from "../values/is-object.ts";
import { type AnyField, type ReadField, readField, type TypeName } from "./fields.ts";
import { isListType, type Reading, readAs, readItem, refusals } from "./readings.ts";

/** The place of a value in a request, and how it is read. */
export interface Place {
  readonly path: string;
  readonly reading: Reading;
  /** The result that a missing value is refused with. @default that of the reading */
  readonly missing?: Result;
}

/**
 * Returns a value as it goes on; `undefined` when it is missing. A part of an object that is `null` is taken out of it.
 *
 * @throws {@link ApiFailure} 400/12, or 400/800 for what is stored, when the value does not fit; it names the place.
 */
export function checkValue(place: Place, value: unknown, declaration: AnyField): unknown {
  const field = readField(declaration);
  if (isMissing(value)) {
    if (field.required || (value === null && field.null === "refused")) {
      throw new ApiFailure(place.missing ?? refusals[place.reading], { detail: `${place.path}: field is required` });
    }
    return undefined;
  }
  const read = readAs(field.type, value, place.reading);
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

/** Whether a request says nothing about a field. */
export function isMissing(value: unknown): value is null | undefined {
  return value === undefined || value === null;
}

/** Says in words which values a type has. */
export function describe(type: TypeName): string {
  return described[type];
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
    const { type } = readField(items);
    for (const [index, item] of value.entries()) {
      value[index] = checkGiven(
        { ...place, path: `${place.path}[${index}]` },
        readItem(type, item, place.reading),
        items,
      );
    }
  }
}

function checkParts(place: Place, value: Record<string, unknown>, { fields, exact, stored, values }: ReadField): void {
  const partOf = (name: string): Place => ({
    path: `${place.path}.${name}`,
    // Only whole fields are made to fit.
    reading: stored === true || place.reading === "edited" ? "stored" : place.reading,
    ...(stored === "missing" && { missing: results.dataValidationError }),
  });
  const unknown = exact ? Object.keys(value).find((name) => !Object.hasOwn(fields ?? {}, name)) : undefined;
  if (unknown !== undefined) {
    throw new ApiFailure(results.validationError, { detail: `${partOf(unknown).path}: there is no such field` });
  }
  for (const [name, field] of Object.entries(fields ?? {})) {
    const part = checkValue(partOf(name), value[name], field);
    if (part === undefined) {
      delete value[name];
    } else {
      value[name] = part;
    }
  }
  if (values !== undefined) {
    for (const [name, item] of Object.entries(value)) {
      value[name] = checkGiven(partOf(name), item, values);
    }
  }
}

/** Checks an item of a list or a value of a map, which cannot be missing. */
function checkGiven(place: Place, value: unknown, declaration: AnyField): unknown {
  const { type } = readField(declaration);
  if ((isMissing(value) && type !== "any") || (isListType(type) && !Array.isArray(value))) {
    throw refuse(place, `expected ${described[type]}`);
  }
  return checkValue(place, value, declaration) ?? null;
}

function refuse({ path, reading }: Place, detail: string): ApiFailure {
  return new ApiFailure(refusals[reading], { detail: `${path}: ${detail}` });
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

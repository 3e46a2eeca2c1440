import { isPlainObject, type ParameterItem, pathStep, storedNode } from "@clearml-ts/protocol";
import { castParameter, type ParameterValue, parameterText } from "../parameters/parameter-text.ts";
import { plainValue } from "../parameters/plain-parameters.ts";
import { ServerValueError, type ServerValuePlace } from "./errors.ts";

/**
 * Reads the text of a parameter as the kind of value that a program declares for it; its own value where nothing was
 * changed. A declared null or undefined takes the type that is stored.
 *
 * @throws {@link ServerValueError} when the text does not fit.
 */
export function fitParameter(declared: unknown, { value, type }: ParameterItem, name: string): unknown {
  const text = value ?? "";
  const place: ServerValuePlace = { kind: "parameter", name };
  if (declared === undefined || declared === null) {
    return castParameter(text, type);
  }
  if (parameterText(plainValue(declared, "A parameter")) === text) {
    return declared;
  }
  const { kind } = storedNode(declared);
  const isWhole = kind === "list" || kind === "object";
  return fitValue(declared, isWhole ? castParameter(text, kind === "list" ? "list" : "dict") : text, place);
}

/**
 * Takes a value that was read from a text as the kind of value that a program declares. Of objects, names that only one
 * side has are kept.
 *
 * @throws {@link ServerValueError} when it does not fit.
 */
export function fitValue(declared: unknown, found: unknown, place: ServerValuePlace): unknown {
  if (declared === undefined || declared === null) {
    return found;
  }
  if (declared instanceof Map) {
    return new Map(Object.entries(fitObject(Object.fromEntries(declared), found, place)));
  }
  if (isPlainObject(declared)) {
    return fitObject(declared, found, place);
  }
  const isList = typeof declared === "object" && storedNode(declared).kind === "list";
  return isList ? fitList(declared, found, place) : fitScalar(declared, found, place);
}

function fitList(declared: object, found: unknown, place: ServerValuePlace): unknown {
  if (!Array.isArray(found)) {
    throw new ServerValueError(place, { text: inWords(found), expected: "a list" });
  }
  const items = declared instanceof Set ? [...declared] : Array.from(declared as ArrayLike<unknown>);
  const sample = sampleOf(items);
  const fitted = found.map((item: unknown, index) => fitValue(sample, item, inside(place, index)));
  if (declared instanceof Set) {
    return new Set(fitted);
  }
  return Array.isArray(declared) ? fitted : (declared.constructor as unknown as TypedArrays).from(fitted);
}

/** A class of typed arrays. */
interface TypedArrays {
  from(items: readonly unknown[]): unknown;
}

/** An item that stands for all, where they are of one kind without parts; lists of several kinds take anything. */
function sampleOf(items: readonly unknown[]): unknown {
  const [first] = items;
  const isScalar = first !== null && typeof first !== "object";
  return isScalar && items.every((item) => typeof item === typeof first) ? first : undefined;
}

function fitObject(
  declared: Record<string, unknown>,
  found: unknown,
  place: ServerValuePlace,
): Record<string, unknown> {
  if (!isPlainObject(found)) {
    throw new ServerValueError(place, { text: inWords(found), expected: "an object" });
  }
  const fitted = Object.entries(found).map(([name, value]): [string, unknown] => {
    const own = Object.hasOwn(declared, name) ? declared[name] : undefined;
    return [name, fitValue(own, value, inside(place, name))];
  });
  return { ...declared, ...Object.fromEntries(fitted) };
}

function inside(place: ServerValuePlace, step: string | number): ServerValuePlace {
  return { ...place, path: (place.path ?? "") + pathStep(step) };
}

/** Reads a value as one without parts; texts of other kinds of value are read as parameters are. */
function fitScalar(declared: unknown, found: unknown, place: ServerValuePlace): unknown {
  const text = found === null ? "null" : inWords(found);
  const { read, expected } = readerFor(declared);
  const value = found === null ? undefined : read(text);
  if (value === undefined) {
    throw new ServerValueError(place, { text, expected });
  }
  return value;
}

/** How to read a text, undefined where it does not fit, and what is expected, for messages. */
interface TextReader {
  read: (text: string) => unknown;
  expected: string;
}

function readerFor(declared: unknown): TextReader {
  switch (typeof declared) {
    case "string":
      return { read: (text) => text, expected: "a text" };
    case "number":
      return { read: readNumber, expected: "a number" };
    case "bigint":
      return { read: readBigint, expected: "a whole number" };
    case "boolean":
      return { read: readBoolean, expected: "True or False" };
    default:
      return declared instanceof Date
        ? { read: readDate, expected: "a date" }
        : { read: () => undefined, expected: "an object that no text can be read as; connect its text instead" };
  }
}

/** Python keeps ints and floats apart; here both are numbers, as long as no digit is lost. */
function readNumber(text: string): number | undefined {
  const read = castParameter(text.trim(), /^\s*[+-]?[\d_]+\s*$/.test(text) ? "int" : "float");
  const isExact = typeof read === "bigint" && BigInt(Number(read)) === read;
  return typeof read === "number" || isExact ? Number(read) : undefined;
}

function readBigint(text: string): bigint | undefined {
  const read = castParameter(text, "int");
  return typeof read === "number" || typeof read === "bigint" ? BigInt(read) : undefined;
}

/** Python takes an empty text for false, and `yes` for false too: here nobody has to know that. */
function readBoolean(text: string): boolean | undefined {
  if (/^\s*(true|1)\s*$/i.test(text)) {
    return true;
  }
  return /^\s*(false|0)?\s*$/i.test(text) ? false : undefined;
}

function readDate(text: string): Date | undefined {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

function inWords(found: unknown): string {
  return parameterText(found as ParameterValue);
}

import { isPlainObject, pathStep, storedForm, storedNode } from "@clearml-ts/protocol";
import { InvalidValueError } from "../errors.ts";
import { orRefused } from "../unwritable-value.ts";
import type { ParameterTree, ParameterValue } from "./parameter-text.ts";

/** A text in which half of a character is missing: no UTF-8 can hold it. */
const HALF_CHARACTER = /\p{Surrogate}/u;

/**
 * Copies a value into its stored form, as `storedNode` of the protocol decides it. The subject begins the message, such
 * as `The parameters`.
 *
 * @throws {@link InvalidValueError} when a part of it would come back as something else; it names the place.
 */
export function plainValue(value: unknown, subject: string): ParameterValue {
  return orRefused(
    () => storedForm(value) as ParameterValue,
    (cause) => {
      const { kind, path, advice } = cause;
      return new InvalidValueError(`${subject} cannot hold ${kind} at ${path}. ${advice}`, { cause, path });
    },
  );
}

/**
 * Copies an object of named values into its stored form. An instance of a class stands for its own properties, as an
 * object that is connected in Python does.
 *
 * @throws {@link InvalidValueError} when it is not such an object, or a part of it has no stored form.
 */
export function plainTree(tree: unknown, subject: string): ParameterTree {
  const isInstance = typeof tree === "object" && tree !== null && storedNode(tree).kind === "refused";
  const plain = plainValue(isInstance && Object.keys(tree).length > 0 ? { ...tree } : tree, subject);
  if (!isPlainObject(plain)) {
    throw new InvalidValueError(`${subject} must be an object of named values, not ${typeName(plain)}.`, { path: "$" });
  }
  return plain as ParameterTree;
}

/**
 * Checks runtime properties: servers keep texts, booleans and finite numbers.
 *
 * @throws {@link InvalidValueError} when one of them is something else.
 */
export function checkRuntime(properties: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(properties)) {
    const path = `$${pathStep(name)}`;
    if (typeof value === "string") {
      checkText(value, path);
    } else if (typeof value !== "boolean" && !Number.isFinite(value)) {
      const advice = "Set a text, a boolean or a finite number.";
      throw new InvalidValueError(`The runtime property ${name} cannot be ${String(value)}. ${advice}`, { path });
    }
  }
}

/**
 * Checks that UTF-8 can hold a text.
 *
 * @throws {@link InvalidValueError} when it cannot.
 */
export function checkText(text: string, path: string): void {
  if (HALF_CHARACTER.test(text)) {
    throw new InvalidValueError(`The text at ${path} holds half of a character (a lone surrogate).`, {
      path,
    });
  }
}

function typeName(value: unknown): string {
  return Array.isArray(value) ? "a list" : value === null ? "null" : `a ${typeof value}`;
}

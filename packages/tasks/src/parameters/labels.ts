import { InvalidValueError } from "../errors.ts";

/** The names of classes, and the numbers that a model gives for them. */
export type LabelEnumeration = Readonly<Record<string, number>>;

/**
 * Checks that each class has a whole number.
 *
 * @throws {@link InvalidValueError} when one has not.
 */
export function checkLabels(labels: LabelEnumeration): void {
  for (const [name, number] of Object.entries(labels)) {
    if (!Number.isSafeInteger(number)) {
      throw new InvalidValueError(`The label "${name}" must have a whole number, not ${String(number)}.`);
    }
  }
}

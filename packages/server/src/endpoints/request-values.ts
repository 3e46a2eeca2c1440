import { results } from "@clearml-ts/protocol";
import { ApiFailure } from "../errors.ts";

/** Returns a count that a request gives, or its default; more than the maximum is cut. @throws ApiFailure 400/12 below 1 */
export function countOf(
  name: string,
  value: number | undefined,
  { fallback, max = Number.MAX_SAFE_INTEGER }: { fallback: number; max?: number },
): number {
  if (value === undefined) {
    return fallback;
  }
  if (value < 1) {
    throw new ApiFailure(results.validationError, { detail: `${name}: must be at least 1` });
  }
  return Math.min(value, max);
}

/** Returns one of the allowed texts, or the default. @throws ApiFailure 400/12 for any other */
export function choiceOf<const Choice extends string>(
  name: string,
  value: string | undefined,
  { fallback, choices }: { fallback: NoInfer<Choice>; choices: readonly Choice[] },
): Choice {
  return value === undefined ? fallback : readChoice(name, value, choices);
}

/** Returns texts all of which are allowed, or the default when none is given. @throws ApiFailure 400/12 for any other */
export function choicesOf<const Choice extends string>(
  name: string,
  values: readonly string[] | undefined,
  { fallback, choices }: { fallback: readonly NoInfer<Choice>[]; choices: readonly Choice[] },
): readonly Choice[] {
  return values === undefined || values.length === 0
    ? fallback
    : values.map((value) => readChoice(name, value, choices));
}

function readChoice<Choice extends string>(name: string, value: string, choices: readonly Choice[]): Choice {
  const choice = choices.find((one) => one === value);
  if (choice === undefined) {
    throw new ApiFailure(results.validationError, { detail: `${name}: must be one of ${choices.join(", ")}` });
  }
  return choice;
}

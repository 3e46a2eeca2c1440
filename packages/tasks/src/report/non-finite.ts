import { InvalidValueError } from "../errors.ts";

/** How a number that is not finite is reported: as it is, not at all, or as another number in its place. */
export type NonFiniteAs = "keep" | "skip" | number;

/**
 * How a logger reports numbers that are not finite.
 *
 * `"keep"` needs a server that stores such numbers, as the embedded one does; others are not sent the value, so that no
 * curve shows a number that nobody measured. Python's `set_reporting_nan_value` and `set_reporting_inf_value` are
 * numbers here, and `{ nanAs: 0, infinityAs: 0 }` is the default of Python.
 */
export interface NonFinitePolicy {
  /** How NaN is reported. @default "keep" */
  nanAs: NonFiniteAs;
  /** How both infinities are reported. @default "keep" */
  infinityAs: NonFiniteAs;
}

/** The policy of a logger that was not told otherwise. */
export const KEEP_NON_FINITE: NonFinitePolicy = { nanAs: "keep", infinityAs: "keep" };

/**
 * Lays settings over a policy.
 *
 * @throws {@link InvalidValueError} when a setting is neither `"keep"`, `"skip"` nor a finite number.
 */
export function changePolicy(policy: NonFinitePolicy, changes: Partial<NonFinitePolicy>): NonFinitePolicy {
  for (const [name, as] of Object.entries(changes)) {
    if (as !== "keep" && as !== "skip" && !Number.isFinite(as)) {
      throw new InvalidValueError(`${name} is ${String(as)}; it must be "keep", "skip" or a finite number.`);
    }
  }
  return { ...policy, ...changes };
}

/** Decides which number is reported for one that is not finite; undefined when none is. */
export function reportedAs(
  value: number,
  { nanAs, infinityAs }: NonFinitePolicy,
  serverStoresIt: boolean,
): number | undefined {
  const as = Number.isNaN(value) ? nanAs : infinityAs;
  if (as === "keep") {
    return serverStoresIt ? value : undefined;
  }
  return as === "skip" ? undefined : as;
}

/** Says that a number was changed or left out, and how to have it otherwise. */
export function nonFiniteWarning(name: string, value: number, reported: number | undefined): string {
  const option = Number.isNaN(value) ? "nanAs" : "infinityAs";
  const outcome = reported === undefined ? "not reported" : `reported as ${reported}`;
  return `Scalar "${name}" is ${value}, which is ${outcome}; logger.setNonFinite({ ${option}: … }) decides. Later ones of this series are treated alike, without a warning.`;
}

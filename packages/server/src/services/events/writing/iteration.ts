import { SINGLE_VALUE_ITERATION } from "@clearml-ts/protocol";

/** How an event without iteration is stored: below every iteration that a JSON number can name exactly. */
export const NO_ITERATION = Number.MIN_SAFE_INTEGER;

/** Curves begin above this iteration: single values, and events without iteration, are not points of a curve. */
export const BELOW_CURVES = SINGLE_VALUE_ITERATION;

/** The iteration as an event shows it: absent when there was none. */
export function shownIteration(stored: number): { iter?: number } {
  return stored === NO_ITERATION ? {} : { iter: stored };
}

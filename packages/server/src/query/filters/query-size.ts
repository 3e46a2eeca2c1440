import { results } from "@clearml-ts/protocol";
import { ApiFailure } from "../../errors.ts";
import type { Condition } from "../condition.ts";

/**
 * How much one list query may ask: many times what pages and programs do, and little enough that its answer does not keep
 * everybody else waiting.
 */
const LIMITS = {
  comparisons: 1000,
  "keys to order by": 50,
  "projected fields": 1000,
  "levels of a projected field": 20,
};

/** Refuses a query that asks more than there is a limit for. @throws {@link ApiFailure} 400/12 */
export function limitQuery(what: keyof typeof LIMITS, count: number): void {
  if (count <= LIMITS[what]) {
    return;
  }
  throw new ApiFailure(results.validationError, {
    detail: `a query has at most ${LIMITS[what]} ${what}, and this one ${count}`,
  });
}

/** How many comparisons of a record a condition takes; the alternatives of a pattern count one by one. */
export function sizeOf(condition: Condition): number {
  switch (condition.kind) {
    case "and":
    case "or":
      return condition.parts.reduce((size, part) => size + sizeOf(part), 0);
    case "not":
      return sizeOf(condition.part);
    case "matches":
      return condition.pattern.literals?.length ?? 1;
    case "text":
      return condition.paths.length;
    default:
      return 1;
  }
}

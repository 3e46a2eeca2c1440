import type { Texts } from "../language/texts.ts";
import { type Step, statusOf } from "./steps.ts";

/** The word for the status of a step: steps wait and are skipped, which happens to no task. */
export function stepWord(step: Step, { pipeline, statuses }: Texts): string {
  switch (step.status) {
    case "pending":
      return pipeline.pending;
    case "skipped":
      return pipeline.skipped;
    default:
      return statuses[statusOf(step)];
  }
}

import { PipelineDefinitionError } from "../../errors.ts";

/** Timers of JavaScript reach no further: 24 days. */
const LONGEST_S = 2_147_483;

/**
 * Checks the time limit of a component.
 *
 * @throws {@link PipelineDefinitionError} when it is not a number of seconds that can be waited for.
 */
export function checkTimeLimit(component: string, seconds: number): void {
  if (!(seconds > 0 && seconds <= LONGEST_S)) {
    throw new PipelineDefinitionError(
      `The time limit of component "${component}" must be a number of seconds up to ${LONGEST_S}, not ${seconds}.`,
    );
  }
}

import { SearchDefinitionError } from "../errors.ts";
import type { SearchSettings } from "./optimizer-options.ts";

/**
 * Checks the numbers among the settings of a search, by the names of its options.
 *
 * @throws {@link SearchDefinitionError} when one of them makes no sense.
 */
export function checkSettings(settings: SearchSettings, saveTopKTasksOnly: number): void {
  const { concurrency, totalMaxJobs, poolPeriod, optimizationTimeLimit, computeTimeLimit, timeLimitPerJob } = settings;
  checkWhole("maxNumberOfConcurrentTasks", concurrency, 1);
  checkWhole("totalMaxJobs", totalMaxJobs, 1);
  checkWhole("maxIterationPerJob", settings.strategyOptions.maxIterationPerJob, 0);
  checkWhole("saveTopKTasksOnly", saveTopKTasksOnly, 0);
  const minutes = { poolPeriodMin: poolPeriod, optimizationTimeLimit, computeTimeLimit, timeLimitPerJob };
  for (const [option, value] of Object.entries(minutes)) {
    if (value !== undefined && !(value > 0)) {
      throw refused(option, value, "a number of minutes above 0");
    }
  }
}

function checkWhole(option: string, value: number | undefined, least: number): void {
  if (value !== undefined && !(Number.isSafeInteger(value) && value >= least)) {
    throw refused(option, value, `a whole number from ${least} on`);
  }
}

function refused(option: string, value: number, expected: string): SearchDefinitionError {
  return new SearchDefinitionError(`The option ${option} of the search is ${value}; it must be ${expected}.`, {
    option,
  });
}

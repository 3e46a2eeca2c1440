import type { ParameterSample } from "../space/parameter.ts";

/** A job that is over, and the best one so far. */
export interface CompletedJob<Sample = ParameterSample> {
  jobId: string;
  objectiveValue: number;
  /** The last iteration of the objective. */
  objectiveIteration: number;
  jobParameters: Sample;
  topPerformanceJobId: string;
}

/** How a search is started. */
export interface StartSearchOptions<Sample = ParameterSample> {
  /** Is called when a job is over that has reported the objective. */
  jobCompleteCallback?: (job: CompletedJob<Sample>) => unknown;
}

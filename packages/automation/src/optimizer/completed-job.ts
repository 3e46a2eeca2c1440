import type { ParameterSample } from "../space/parameter.ts";

/** A job that is over, and the best one so far. */
export interface CompletedJob {
  jobId: string;
  objectiveValue: number;
  /** The last iteration of the objective. */
  objectiveIteration: number;
  jobParameters: ParameterSample;
  topPerformanceJobId: string;
}

/** How a search is started. */
export interface StartSearchOptions {
  /** Is called when a job is over that has reported the objective. */
  jobCompleteCallback?: (job: CompletedJob) => unknown;
}

import type { SearchJob } from "../jobs/search-job.ts";

/** The limits of a search, in minutes where they are times. */
export interface SearchLimits {
  /** Jobs that run or wait at the same time. */
  concurrency: number;
  /** Jobs in all. */
  totalMaxJobs: number | undefined;
  /** Minutes that one job may run. */
  timeLimitPerJob: number | undefined;
  /** Minutes that all jobs together may run. */
  computeTimeLimit: number | undefined;
  /** Iterations of the objective that one job may report. */
  maxIterationPerJob: number | undefined;
}

/** The parts of its limits that a search has used, from 0 to 1; undefined where there is no limit. */
export interface UsedBudget {
  jobs: number | undefined;
  iterations: number | undefined;
  computeTime: number | undefined;
}

/** Counts how much of its limits a search has used. */
export function usedBudget(jobs: readonly SearchJob[], limits: SearchLimits, now: number): UsedBudget {
  const { totalMaxJobs, maxIterationPerJob, computeTimeLimit } = limits;
  const begun = jobs.filter(({ phase }) => phase !== "queued");
  const ofLimit = (used: number, limit: number | undefined) => (limit === undefined ? undefined : used / limit);
  return {
    jobs: ofLimit(begun.length, totalMaxJobs),
    iterations: ofLimit(
      begun.reduce((sum, job) => sum + job.iterations, 0),
      totalMaxJobs && maxIterationPerJob ? totalMaxJobs * maxIterationPerJob : undefined,
    ),
    computeTime: ofLimit(computeMinutes(jobs, now), computeTimeLimit),
  };
}

/** The minutes after which jobs that go on as they do will have used up the time of all of them; undefined for never. */
export function minutesLeft(
  jobs: readonly SearchJob[],
  { computeTimeLimit }: SearchLimits,
  now: number,
): number | undefined {
  const running = jobs.filter(({ phase }) => phase === "running").length;
  return computeTimeLimit === undefined || running === 0
    ? undefined
    : Math.max(0, computeTimeLimit - computeMinutes(jobs, now)) / running;
}

function computeMinutes(jobs: readonly SearchJob[], now: number): number {
  return jobs.reduce((sum, job) => sum + job.minutes(now), 0);
}

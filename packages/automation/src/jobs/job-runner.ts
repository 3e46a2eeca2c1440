import type { Connection } from "@clearml-ts/client";
import type { SearchJob } from "./search-job.ts";

/** Brings the jobs of a search to their ends. */
export interface JobRunner {
  /** Whether jobs run on without this process. */
  readonly runsElsewhere: boolean;
  /** Fails, before anything is made, when no job could run. */
  prepare(connection: Connection): Promise<void>;
  /**
   * Runs the draft of a job, or follows one that runs elsewhere, until it is over, whatever its end is, and tells when it begins to run. When the job's signal is aborted,
   * its task is stopped.
   */
  run(job: SearchJob, onMove: (to: "queued" | "running") => void): Promise<void>;
}

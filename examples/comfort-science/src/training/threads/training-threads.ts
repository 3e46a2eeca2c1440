import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import { Piscina } from "piscina";
import { LearnerError } from "../errors.ts";
import type { Job, JobResult } from "./job.ts";

/** Threads in which models are fitted, so that neither progress nor reporting waits for a forest. */
export interface TrainingThreads extends AsyncDisposable {
  /**
   * Fits and predicts as soon as a thread is free.
   *
   * @throws {@link LearnerError} when the learner fails; the signal's reason when training was told to end.
   */
  run(job: Job): Promise<JobResult>;
  close(): Promise<void>;
}

// Each forest in training holds some hundred megabytes.
const MOST_THREADS = 2;

/** Makes threads, each of which starts with its first job; the signal ends them in the middle of what they do. */
export function startTrainingThreads(options: { signal?: AbortSignal } = {}): TrainingThreads {
  const { signal } = options;
  const maxThreads = Math.min(MOST_THREADS, availableParallelism());
  const pool = new Piscina({
    ...entry(),
    name: "runJob",
    minThreads: 0,
    maxThreads,
    idleTimeout: 10_000,
    // Else a job that finds no thread goes behind all others, and quick learners are heard of after the slow ones.
    stricterFIFO: true,
  });
  let closing: Promise<void> | undefined;
  const close = () => {
    signal?.removeEventListener("abort", close);
    closing ??= pool.destroy();
    return closing;
  };
  // A thread that is ended may just have sent a result, for which nobody waits any more.
  pool.on("error", (error) => {
    if (closing === undefined) {
      throw error;
    }
  });
  // One listener for all jobs, of which there may be a hundred.
  signal?.addEventListener("abort", close);
  return {
    run: async (job) => {
      signal?.throwIfAborted();
      try {
        return (await pool.run(job)) as JobResult;
      } catch (cause) {
        signal?.throwIfAborted();
        throw new LearnerError(job.learner, { cause });
      }
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** The worker lies beside this module: as JavaScript in the build, as TypeScript, for which Node 20 needs a loader, in the sources. */
function entry(): { filename: string; execArgv?: string[] } {
  if (!import.meta.url.endsWith(".ts")) {
    return { filename: new URL("./worker.js", import.meta.url).href };
  }
  const loader = createRequire(import.meta.url).resolve("tsx");
  return { filename: new URL("./worker.ts", import.meta.url).href, execArgv: ["--import", loader] };
}

import { anySignal } from "@clearml-ts/storage";
import { type Task, withTask } from "@clearml-ts/tasks";
import type { ParameterSample } from "../space/parameter.ts";
import type { JobRunner } from "./job-runner.ts";

/** A job, as the function that runs it in this process sees it. */
export interface LocalJob<Sample = ParameterSample> {
  /** The values to try. Typed by the search space of the program: people may have changed that of a task that was taken up. */
  parameters: Sample;
  /** Aborted when the job is to end: by the search, or by somebody on the page. */
  signal: AbortSignal;
}

/** Does the work of a job in this process, where its task is the current one. */
export type LocalJobFunction<Sample = ParameterSample> = (task: Task, job: LocalJob<Sample>) => unknown;

/** Runs jobs in this process, each as its own task: completed when the function returns, and failed when it throws. */
export function localJobs(work: LocalJobFunction): JobRunner {
  return {
    runsElsewhere: false,
    prepare: async () => {},
    async run({ task: draft, parameters, signal }, onMove) {
      const { connection, id: taskId, name, project } = draft;
      let hasBegun = false;
      const run = async (task: Task) => {
        hasBegun = true;
        onMove("running");
        let stopped: Promise<void> | undefined;
        // Its record says so at once, however long the function takes to see the signal.
        const stop = () => {
          stopped = task.stop({ message: String(signal.reason) }).catch(() => {});
        };
        if (signal.aborted) {
          stop();
          return stopped;
        }
        signal.addEventListener("abort", stop, { once: true });
        try {
          await work(task, { parameters, signal: anySignal([signal, task.signal]) });
        } finally {
          signal.removeEventListener("abort", stop);
          await stopped;
        }
      };
      try {
        await withTask({ taskId, project, name, resourceMonitor: false }, run, { connection });
      } catch (error) {
        // The failure of a job is on its task, and a result of the search like others.
        if (!hasBegun) {
          throw error;
        }
      }
    },
  };
}

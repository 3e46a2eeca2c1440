import { AsyncLocalStorage } from "node:async_hooks";
import type { Scheduler } from "../run/scheduler.ts";

const scope = new AsyncLocalStorage<Scheduler | undefined>();

/** Runs the function of a pipeline, in which calls of components become steps of the scheduler. */
export function runInPipeline<T>(scheduler: Scheduler, run: () => T): T {
  return scope.run(scheduler, run);
}

/** Runs the code of a component, which is no longer the function of a pipeline although that is what called it. */
export function runOutsidePipeline<T>(run: () => T): T {
  return scope.run(undefined, run);
}

/** The scheduler of the pipeline whose function is running, if one is. */
export function currentScheduler(): Scheduler | undefined {
  return scope.getStore();
}

import { AsyncLocalStorage } from "node:async_hooks";
import type { ComponentDefinition } from "../definition/component-definition.ts";
import type { Step } from "./step.ts";
import type { StepOptions } from "./step-options.ts";

/** Takes the calls of components in the function of a pipeline. */
export interface StepAdder {
  /** Adds a step, which starts by itself. */
  add(definition: ComponentDefinition, input: unknown, options: StepOptions): Step<unknown>;
}

const current = new AsyncLocalStorage<StepAdder | undefined>();

/** Runs the function of a pipeline, in which calls of components become steps. */
export function runInPipeline<T>(steps: StepAdder, run: () => T): T {
  return current.run(steps, run);
}

/** Runs the code of a component, in which no component can be called, although a pipeline's function called it. */
export function runOutsidePipeline<T>(run: () => T): T {
  return current.run(undefined, run);
}

/** Returns the pipeline whose function is running; undefined where none is. */
export function currentPipeline(): StepAdder | undefined {
  return current.getStore();
}

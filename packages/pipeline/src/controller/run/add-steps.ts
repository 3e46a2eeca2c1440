import type { StepAdder } from "../../define/call/current-pipeline.ts";
import type { Step } from "../../define/call/step.ts";
import { ownerOf } from "../../steps/references.ts";
import type { ControllerRun } from "./controller-run.ts";
import { stepInput } from "./step-input.ts";

/** Hands the steps of a run to the engine, which starts each as soon as its parents have ended. */
export async function addSteps(run: ControllerRun, engine: StepAdder): Promise<readonly Step<unknown>[]> {
  const steps = new Map<string, Step<unknown>>();
  for (const [name, step] of run.steps) {
    const after = step.parents.map((parent) => steps.get(parent) as Step<unknown>);
    const added = engine.add(step.definition, await stepInput(run, step, steps), { name, after });
    steps.set(name, added);
    run.states.set(name, ownerOf(added));
  }
  return [...steps.values()];
}

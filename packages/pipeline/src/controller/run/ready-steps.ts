import type { Connection } from "@clearml-ts/client";
import { StepState } from "../../steps/step-state.ts";
import type { StepInOrder } from "../declared-pipeline.ts";
import { loadBaseTask } from "../task-steps/base-task.ts";
import { taskDefinition } from "../task-steps/declare-task-step.ts";
import type { ReadyStep } from "./controller-run.ts";

/**
 * Makes steps ready for the engine: loads the tasks that they are copies of.
 *
 * @throws {@link TaskNotFoundError} when one of them does not exist.
 */
export async function readySteps(
  steps: readonly StepInOrder[],
  connection: Connection,
): Promise<ReadonlyMap<string, ReadyStep>> {
  const ready = steps.map(async ({ declared, name, parents }): Promise<readonly [string, ReadyStep]> => {
    const { work } = declared;
    if (work.kind === "function") {
      return [name, { declared, parents, base: undefined, definition: work.definition }];
    }
    const base = await loadBaseTask(name, work.options, connection);
    return [name, { declared, parents, base, definition: taskDefinition(work, base) }];
  });
  return new Map(await Promise.all(ready));
}

/** The states of steps that nobody has begun; as far as the tasks that they are copies of are known. */
export function draftStates(
  steps: readonly StepInOrder[],
  ready: ReadonlyMap<string, ReadyStep> | undefined,
): StepState[] {
  const states = new Map<string, StepState>();
  for (const { declared, name, parents } of steps) {
    const { work } = declared;
    const base = ready?.get(name)?.base;
    const definition =
      work.kind === "function"
        ? work.definition
        : taskDefinition(work, { id: base?.id ?? work.options.baseTaskId ?? "", type: base?.type ?? "training" });
    const before = parents.map((parent) => states.get(parent) as StepState);
    states.set(name, new StepState({ name, definition, input: {}, parents: before }));
  }
  return [...states.values()];
}

import type { TaskOptions } from "@clearml-ts/tasks";
import { taskParameters } from "../../steps/step-parameters.ts";
import type { StepLaunch } from "./step-runner.ts";

/** A step's task as every runner makes it, but for its code. */
export function stepTask({ name, definition, input, cacheKey, runtime, controller }: StepLaunch) {
  const { values, types } = taskParameters(input, cacheKey);
  return {
    project: controller.project,
    name,
    type: definition.type,
    parent: controller.taskId,
    // The page and the Python SDK find the steps of a run by this tag.
    tags: [...definition.tags, `pipe: ${controller.taskId}`],
    parameters: values,
    parameterNotes: { types },
    runtime,
  } satisfies TaskOptions;
}

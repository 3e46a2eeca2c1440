import type { TaskOptions } from "@clearml-ts/tasks";
import { taskParameters } from "../../steps/step-parameters.ts";
import type { StepLaunch } from "./step-runner.ts";

/** A step's task as every runner makes it, but for its code. */
export function stepTask({ name, definition, input, cacheKey, runtime, controller }: StepLaunch) {
  const outputUri = definition.node?.output_uri;
  const { values, types } = taskParameters(input, cacheKey);
  return {
    project: controller.project,
    name,
    type: definition.type,
    parent: controller.taskId,
    tags: [...definition.tags, ...controller.tags],
    parameters: values,
    parameterNotes: { types },
    runtime,
    ...(outputUri && { outputUri }),
  } satisfies TaskOptions;
}

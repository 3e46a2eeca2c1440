import type { ComponentDefinition } from "../../define/definition/component-definition.ts";
import { PipelineDefinitionError } from "../../errors.ts";
import { commonParts, type DeclaredStep, type TaskWork } from "../nodes/declared-step.ts";
import { retriesOf, stepDefinition } from "../nodes/step-definition.ts";
import type { RetryCallback } from "../step-callbacks.ts";
import type { AddStepOptions } from "../step-options.ts";
import { flatFields } from "./step-changes.ts";

/**
 * Declares a step that is a copy of a task.
 *
 * @throws {@link PipelineDefinitionError} when no task is named, or something cannot be overridden.
 */
export function declareTaskStep(options: AddStepOptions, retry: number | RetryCallback): DeclaredStep {
  const { name, baseTaskId, baseTaskProject, baseTaskName } = options;
  const { parameterOverride = {}, recursivelyParseParameters: inside = false } = options;
  if (baseTaskId === undefined && (baseTaskProject === undefined || baseTaskName === undefined)) {
    throw new PipelineDefinitionError(
      `Step "${name}" names no task: give its \`baseTaskId\`, or its \`baseTaskProject\` and \`baseTaskName\`.`,
    );
  }
  const withoutSection = Object.keys(parameterOverride).find((parameter) => !parameter.includes("/"));
  if (withoutSection !== undefined) {
    throw new PipelineDefinitionError(
      `The parameter "${withoutSection}" of step "${name}" has no section. Name it with one, such as "Args/${withoutSection}".`,
    );
  }
  const taskOverrides = flatFields(options.taskOverrides ?? {});
  return {
    ...commonParts(options, retry),
    references: [
      ...Object.values(parameterOverride).map((value) => ({ value, inside, fields: false })),
      ...Object.values(taskOverrides).map((value) => ({ value, inside: false, fields: true })),
      { value: options.executionQueue ?? null, inside: false, fields: false },
    ],
    work: { kind: "task", options: { ...options, taskOverrides }, retries: retriesOf(retry) },
  };
}

/** The definition by which the engine runs a step that is a copy of a task; `type` is that of the task, once it is known. */
export function taskDefinition(
  { options, retries }: TaskWork,
  { id, type }: { id: string; type: ComponentDefinition["type"] },
): ComponentDefinition {
  const { name, parameterOverride = {}, configurationOverrides = {}, taskOverrides = {} } = options;
  const { cloneBaseTask = true, recursivelyParseParameters = false } = options;
  // The engine's cache compares code of this program, and is left out; tasks are compared where they are copied.
  return stepDefinition(options, retries, {
    type,
    node: {
      base_task_id: id,
      parameters: { ...parameterOverride },
      configurations: { ...configurationOverrides },
      task_overrides: { ...taskOverrides },
      clone_task: cloneBaseTask,
      recursively_parse_parameters: recursivelyParseParameters,
    },
    run: () => {
      throw new PipelineDefinitionError(`Step "${name}" is a task, which only a worker can run.`);
    },
  });
}

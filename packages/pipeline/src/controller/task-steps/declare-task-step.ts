import { schemaCheck } from "../../define/definition/check-schema.ts";
import type { ComponentDefinition } from "../../define/definition/component-definition.ts";
import { PipelineDefinitionError } from "../../errors.ts";
import {
  commonFacts,
  commonParts,
  consequences,
  type DeclaredStep,
  retriesOf,
  type TaskWork,
} from "../nodes/declared-step.ts";
import type { RetryCallback } from "../step-callbacks.ts";
import type { AddStepOptions } from "../step-options.ts";
import { checkField } from "./step-changes.ts";

/**
 * Declares a step that is a copy of a task.
 *
 * @throws {@link PipelineDefinitionError} when no task is named, or something cannot be overridden.
 */
export function declareTaskStep(options: AddStepOptions, retry: number | RetryCallback): DeclaredStep {
  const { name, baseTaskId, baseTaskProject, baseTaskName } = options;
  const { parameterOverride = {}, recursivelyParseParameters: inside = false, taskOverrides = {} } = options;
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
  for (const path of Object.keys(taskOverrides)) {
    checkField(path);
  }
  return {
    ...commonParts(options, retry),
    references: [
      ...Object.values(parameterOverride).map((value) => ({ value, inside, fields: false })),
      ...Object.values(taskOverrides).map((value) => ({ value, inside: false, fields: true })),
      { value: options.executionQueue ?? null, inside: false, fields: false },
    ],
    work: { kind: "task", options, retries: retriesOf(retry) },
  };
}

/** The definition by which the engine runs a step that is a copy of a task; `type` is that of the task, once it is known. */
export function taskDefinition(
  { options, retries }: TaskWork,
  base: { id: string; type: ComponentDefinition["type"] },
): ComponentDefinition {
  const { name, parameterOverride = {}, configurationOverrides = {}, taskOverrides = {} } = options;
  const { cloneBaseTask = true, recursivelyParseParameters = false, outputUri = null } = options;
  return {
    name,
    type: base.type,
    tags: [],
    // The engine's cache compares code of this program; tasks are compared where they are copied.
    cache: false,
    cacheKey: undefined,
    version: undefined,
    source: "",
    files: [],
    definedAt: 0,
    docker: undefined,
    retries,
    timeLimit: options.timeLimit,
    ...consequences(options),
    checkInput: schemaCheck(undefined),
    checkOutput: schemaCheck(undefined),
    node: {
      ...commonFacts(options),
      base_task_id: base.id,
      parameters: { ...parameterOverride },
      configurations: { ...configurationOverrides },
      task_overrides: { ...taskOverrides },
      clone_task: cloneBaseTask,
      job_code_section: null,
      return_artifacts: [],
      recursively_parse_parameters: recursivelyParseParameters,
      output_uri: outputUri,
    },
    run: () => {
      throw new PipelineDefinitionError(`Step "${name}" is a task, which only a worker can run.`);
    },
  };
}

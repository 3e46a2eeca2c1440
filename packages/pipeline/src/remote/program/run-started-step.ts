import type { Task } from "@clearml-ts/tasks";
import type { ComponentDefinition } from "../../define/definition/component-definition.ts";
import { callComponent } from "../../run/runner/call-component.ts";
import { loadInput } from "../../steps/stored-input.ts";
import { ownArtifacts, storeOutputs } from "../../steps/stored-outputs.ts";
import { ObjectLoader } from "../../values/object-loader.ts";
import type { ValueObject } from "../../values/value.ts";

/**
 * Runs a component for the task of a step, with the inputs that are on it, and completes the task.
 *
 * @throws {@link PipelineValueError} when the inputs or outputs do not fit.
 */
export async function runStartedStep(definition: ComponentDefinition, task: Task, signal: AbortSignal): Promise<void> {
  const { connection, logger, name } = task;
  const objects = new ObjectLoader(connection);
  const stored = await loadInput(task, objects);
  const input = (await definition.checkInput(stored.value, `Input of step "${name}"`)).value as ValueObject;
  signal.throwIfAborted();
  const context = { task, logger, connection, signal };
  const left = new Set(ownArtifacts(task));
  await storeOutputs(task, await callComponent({ definition, name, input, context, objects }), { left });
  await task.complete();
}

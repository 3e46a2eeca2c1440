import type { Task } from "@clearml-ts/tasks";
import { cacheKey } from "../cache/cache-key.ts";
import { askCache, keyProperties } from "../cache/cache-lookup.ts";
import { messageOf } from "../message-of.ts";
import { prepareInput } from "../steps/step-input.ts";
import type { StepOutcome } from "../steps/step-outcome.ts";
import type { StepState } from "../steps/step-state.ts";
import { copyValueObject } from "../values/copy-value.ts";
import type { JsonObject } from "../values/json.ts";
import type { ObjectLoader } from "../values/object-loader.ts";
import { toIdentity } from "../values/stored-value.ts";
import type { ValueObject } from "../values/value.ts";
import type { StepRunner } from "./step-runner.ts";

/** What a step is executed with. */
export interface ExecuteStepOptions {
  controller: Task;
  runner: StepRunner;
  /** Loads what inputs and cached outputs refer to. */
  objects: ObjectLoader;
  signal: AbortSignal;
  /** Called when something about the step has become known. */
  onChange(): void;
}

/** Brings a step to its end: from the cache when it has been done before, by the runner otherwise. */
export async function executeStep(
  step: StepState,
  { controller, runner, objects, signal, onChange }: ExecuteStepOptions,
): Promise<StepOutcome> {
  const { name, definition } = step;
  const { connection, project, logger } = controller;
  const input = await prepareInput(step, objects);
  const extra = await extraKey(step, input.values);
  const key = cacheKey(definition, input, extra);
  const { decision, outcome } = await askCache({
    connection,
    definition,
    key,
    objects,
    projectId: project.id,
    signal,
  });
  step.cache = decision;
  if (outcome) {
    logger.reportText(`Step [${name}] is taken from task ${outcome.taskId}`);
    return outcome;
  }
  logger.reportText(
    `Launching step [${name}]${definition.cache ? `: not taken from the cache. ${decision.reason}` : ""}`,
  );
  const end = await runner.start(
    {
      name,
      definition,
      input,
      cacheKey: extra,
      runtime: keyProperties(definition, key),
      controller: { taskId: controller.id, project },
      connection,
      objects,
    },
    {
      signal,
      onTask: (taskId) => {
        step.taskId = taskId;
        onChange();
      },
    },
  );
  logger.reportText(`Step [${name}] ${end.status}${"error" in end ? `: ${messageOf(end.error)}` : ""}`);
  return end;
}

async function extraKey({ name, definition }: StepState, input: ValueObject): Promise<JsonObject> {
  const extra = copyValueObject((await definition.cacheKey?.(input)) ?? {}, `Cache key of step "${name}"`);
  return toIdentity(extra) as JsonObject;
}

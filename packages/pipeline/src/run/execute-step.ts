import type { Task } from "@clearml-ts/tasks";
import { cacheKey } from "../cache/cache-key.ts";
import { askCache, type CacheAnswer, keyProperties, miss } from "../cache/cache-lookup.ts";
import { codeOf } from "../cache/code/code-identity.ts";
import { messageOf } from "../message-of.ts";
import { prepareInput, type StepInput } from "../steps/step-input.ts";
import type { StepOutcome } from "../steps/step-outcome.ts";
import type { StepState } from "../steps/step-state.ts";
import type { ObjectLoader } from "../values/object-loader.ts";
import { ownCopy } from "../values/replace-values.ts";
import { storeValues } from "../values/store-value.ts";
import type { StoredValue } from "../values/stored-value.ts";
import type { ValueObject } from "../values/value.ts";
import type { ProgramSource, StepRunner } from "./step-runner.ts";

/** The controller, runner and objects that a step is executed with. */
export interface ExecuteStepOptions {
  controller: Task;
  runner: StepRunner;
  /** Makes the program by which steps run in other processes. */
  program: ProgramSource;
  /** Loads the datasets and models of inputs and cached outputs. */
  objects: ObjectLoader;
  signal: AbortSignal;
  /** Called when something about the step has become known. */
  onChange(): void;
}

/** Brings a step to its end: from the cache when it has been done before, by the runner otherwise. */
export async function executeStep(
  step: StepState,
  { controller, runner, program, objects, signal, onChange }: ExecuteStepOptions,
): Promise<StepOutcome> {
  const { name, definition } = step;
  const { connection, project, logger } = controller;
  const { input, extra, answer, runtime } = await connection.session.budget(`step "${name}"`).run(async () => {
    const input = await prepareInput(step, objects);
    const extra = await extraKey(step, input);
    return { input, extra, ...(await lookUp(step, input, extra, { controller, objects, signal })) };
  });
  const { decision, outcome } = answer;
  step.cache = decision;
  if (outcome) {
    logger.reportText(`Step [${name}] is taken from task ${outcome.taskId}. ${decision.reason}`);
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
      runtime,
      controller: { taskId: controller.id, project },
      connection,
      objects,
      program,
    },
    {
      signal,
      onTask: (taskId, queue) => {
        step.taskId = taskId;
        step.queue = queue;
        onChange();
      },
      onStatus: (status) => {
        step.status = status;
        onChange();
      },
      log: (text) => logger.reportText(text, { level: "warning" }),
    },
  );
  logger.reportText(`Step [${name}] ${end.status}${"error" in end ? `: ${messageOf(end.error)}` : ""}`);
  return end;
}

async function extraKey({ name, definition }: StepState, { stored }: StepInput): Promise<StoredValue> {
  const extra = definition.cacheKey ? await definition.cacheKey(ownCopy(stored.value as ValueObject)) : {};
  return storeValues(extra, `Cache key of step "${name}"`);
}

/** Asks the cache for a step; `runtime` is how its task will be found by the next run. */
async function lookUp(
  { definition }: StepState,
  input: StepInput,
  extra: StoredValue,
  { controller, objects, signal }: Pick<ExecuteStepOptions, "controller" | "objects" | "signal">,
): Promise<{ answer: CacheAnswer; runtime: Record<string, string> }> {
  if (!definition.cache) {
    return { answer: miss("The component is not cached."), runtime: {} };
  }
  const { parts, basis, editedFile } = await codeOf(definition);
  if (editedFile !== undefined) {
    return {
      answer: miss(`${editedFile} was edited after the program had loaded it, so which code runs is not known.`),
      runtime: {},
    };
  }
  const key = cacheKey(definition, parts, input, extra);
  const { connection, project } = controller;
  const answer = await askCache({ connection, definition, key, basis, objects, projectId: project.id, signal });
  return { answer, runtime: keyProperties(definition, key) };
}

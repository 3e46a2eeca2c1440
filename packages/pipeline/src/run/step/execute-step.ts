import { messageOf } from "../../message-of.ts";
import { prepareInput, type StepInput } from "../../steps/step-input.ts";
import type { StepOutcome } from "../../steps/step-outcome.ts";
import type { StepState } from "../../steps/step-state.ts";
import { ownCopy } from "../../values/replace-values.ts";
import { storeValues } from "../../values/store-value.ts";
import type { StoredValue } from "../../values/stored-value.ts";
import type { ValueObject } from "../../values/value.ts";
import type { ProgramSource, StepParent, StepPipeline, StepRunner } from "../runner/step-runner.ts";
import { findKnownWork, type KnownWorkOptions } from "./known-work.ts";

/** The controller, runner and objects that a step is executed with. */
export interface ExecuteStepOptions extends KnownWorkOptions {
  pipeline: StepPipeline;
  runner: StepRunner;
  /** The parent of the step's task; whoever asks first has it made ready. */
  parent(): Promise<StepParent>;
  /** Makes the program by which steps run in other processes. */
  program: ProgramSource;
  /** Called when something about the step has become known. */
  onChange(): void;
}

/** Brings a step to its end: by what is known where it has been done before, by the runner otherwise. */
export async function executeStep(
  step: StepState,
  { pipeline, runner, parent, program, onChange, ...known }: ExecuteStepOptions,
): Promise<StepOutcome> {
  const { name, definition } = step;
  const { controller, objects, signal } = known;
  const { connection, logger } = controller;
  const { input, extra, decision, outcome, underWay, runtime } = await connection.session
    .budget(`step "${name}"`)
    .run(async () => {
      const input = await prepareInput(step, objects);
      const extra = await extraKey(step, input);
      return { input, extra, ...(await findKnownWork(step, { input, extra }, known)) };
    });
  step.cache = decision;
  if (outcome) {
    logger.reportText(`Step [${name}] is taken from task ${outcome.taskId}. ${decision.reason}`);
    return outcome;
  }
  const why = definition.cache || underWay !== undefined ? `: not taken from the cache. ${decision.reason}` : "";
  logger.reportText(`Launching step [${name}]${why}`);
  const end = await runner.start(
    {
      name,
      definition,
      pipeline,
      input,
      cacheKey: extra,
      runtime,
      ...(underWay !== undefined && { underWay }),
      controller: await parent(),
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

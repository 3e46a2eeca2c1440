import { TaskWatch } from "@clearml-ts/tasks";
import { StepSkippedError } from "../../errors.ts";
import { messageOf } from "../../message-of.ts";
import type { StepLaunch, StepRunner, StepWatch } from "../../run/runner/step-runner.ts";
import type { StepOutcome } from "../../steps/step-outcome.ts";
import { VALUES } from "../../steps/step-parameters.ts";
import type { JsonObject, JsonValue } from "../../values/json.ts";
import { ownCopy } from "../../values/replace-values.ts";
import type { Value } from "../../values/value.ts";
import { readText } from "../references/read-reference.ts";
import { referencesIn } from "../references/step-reference.ts";
import type { AddStepOptions } from "../step-options.ts";
import { runTaskStep, type TaskStep } from "../task-steps/run-task-step.ts";
import { type ControllerRun, nodeOf, type ReadyStep, referenceSource } from "./controller-run.ts";

/** Milliseconds between two looks at copies of tasks; the embedded server tells at once. */
const LOOK_EVERY_MS = 3000;

/** Puts what a `PipelineController` adds around a runner: copies of tasks as steps, and callbacks. */
export function controllerRunner(inner: StepRunner, run: () => ControllerRun): StepRunner {
  let tasks: TaskWatch | undefined;
  const start = (launch: StepLaunch, watch: StepWatch) => {
    tasks ??= new TaskWatch({ connection: launch.connection, pollEvery: LOOK_EVERY_MS });
    const step = run().steps.get(launch.name) as ReadyStep;
    return new ControllerStep(run(), step, { launch, inner, tasks }).start(watch);
  };
  return { ...inner, start };
}

/** The runner of one step, and what it is told to run. */
interface ControllerStepParts {
  launch: StepLaunch;
  inner: StepRunner;
  tasks: TaskWatch;
}

/** One step of a run while it is brought to its end. */
class ControllerStep {
  readonly #run: ControllerRun;
  readonly #step: ReadyStep;
  readonly #parts: ControllerStepParts;

  constructor(run: ControllerRun, step: ReadyStep, parts: ControllerStepParts) {
    this.#run = run;
    this.#step = step;
    this.#parts = parts;
  }

  async start(watch: StepWatch): Promise<StepOutcome> {
    const { name, preExecuteCallback } = this.#step.declared;
    const parameters = this.#parameters();
    if ((await preExecuteCallback?.(this.#run.pipeline, nodeOf(this.#run, name), parameters)) === false) {
      return { status: "skipped", error: new StepSkippedError(name) };
    }
    return this.#start(this.#withCallbacks(watch, parameters), parameters);
  }

  async #start(watch: StepWatch, parameters: Record<string, Value>): Promise<StepOutcome> {
    const { declared, base } = this.#step;
    const { launch, inner, tasks } = this.#parts;
    const queue = await this.#queue();
    if (declared.work.kind === "function" || base === undefined) {
      return inner.start({ ...launch, ...(queue !== undefined && { queue }) }, watch);
    }
    const { options } = declared.work;
    const step: TaskStep = {
      base,
      // Written as JSON where it is not text: references can mean nothing else.
      parameters: parameters as Record<string, JsonValue>,
      configurations: options.configurationOverrides ?? {},
      fields: await this.#fields(options),
      clone: options.cloneBaseTask ?? true,
      cache: options.cacheExecutedStep ?? false,
      queue: queue ?? inner.queues?.queues?.[declared.name] ?? inner.queues?.queue ?? "",
      outputUri: options.outputUri,
    };
    return runTaskStep(step, launch, watch, tasks);
  }

  /** The parameters of the step by full name, with values in place of references; callbacks may change them. */
  #parameters(): Record<string, Value> {
    const { work } = this.#step.declared;
    const section = work.kind === "function" ? `${VALUES}/` : "";
    const named = Object.entries(this.#parts.launch.input.values).map(([name, value]) => [`${section}${name}`, value]);
    return ownCopy(Object.fromEntries(named));
  }

  /** The overridden fields, with values in place of references. */
  async #fields({ taskOverrides = {} }: AddStepOptions): Promise<JsonObject> {
    const fields: Record<string, JsonValue> = {};
    for (const [path, value] of Object.entries(taskOverrides)) {
      fields[path] = typeof value === "string" ? ((await this.#read(value)) as JsonValue) : value;
    }
    return fields;
  }

  /** The queue that references name; undefined where there are none, and the runner knows it. */
  async #queue(): Promise<string | undefined> {
    const { queue } = this.#step.declared;
    const read = queue !== undefined && referencesIn(queue).length > 0 ? await this.#read(queue) : undefined;
    return typeof read === "string" ? read : undefined;
  }

  #read(text: string): Promise<Value> {
    return readText(text, referenceSource(this.#run, this.#step.declared.name));
  }

  #withCallbacks(watch: StepWatch, parameters: Record<string, Value>): StepWatch {
    const { pipeline, callbacks } = this.#run;
    const { name, retry } = this.#step.declared;
    const { stepTaskCreatedCallback: created } = callbacks;
    const node = () => nodeOf(this.#run, name);
    return {
      ...watch,
      ...(created && { onCreated: async () => (await created(pipeline, node(), parameters)) !== false }),
      ...(retry && {
        retry: async (retries: number) => {
          try {
            return await retry(pipeline, node(), retries);
          } catch (error) {
            watch.log(`The callback about retries of step [${name}] failed: ${messageOf(error)}`);
            return false;
          }
        },
      }),
    };
  }
}

import type { TaskType } from "@clearml-ts/protocol";
import type { StepContext } from "../define/definition/step-context.ts";
import type { JsonObject, JsonValue } from "../values/json.ts";
import type { MonitorOptions } from "./monitors/monitored.ts";
import type { RetryCallback, StepCallbacks } from "./step-callbacks.ts";
import type { BaseTask } from "./task-steps/base-task.ts";

/** The consequences that the end of a step without results has for the others. */
export interface ContinueBehaviour {
  /** The pipeline does not fail because this step does. @default true */
  continueOnFail?: boolean;
  /** The pipeline does not fail because this step is aborted. @default true */
  continueOnAbort?: boolean;
  /** The steps behind it are left out when it fails; otherwise they run with null for what they take from it. @default true */
  skipChildrenOnFail?: boolean;
  /** The steps behind it are left out when it is aborted. @default true */
  skipChildrenOnAbort?: boolean;
}

/** The options that all steps have. */
export interface ControllerStepOptions extends MonitorOptions, StepCallbacks {
  /** Name of the step, under which references mean it: at least three characters, without dots and slashes. */
  name: string;
  /** Names of the steps that it waits for; those that it refers to are added. */
  parents?: readonly string[];
  /** Name of its queue. @default the default queue of the pipeline */
  executionQueue?: string;
  /** Seconds that it may run; then it is aborted. @default no limit */
  timeLimit?: number;
  /** Consequences of its end without results. @default the pipeline fails, and the steps behind it are left out */
  continueBehaviour?: ContinueBehaviour;
  /** Take the results of a task that has done the same before. @default false */
  cacheExecutedStep?: boolean;
  /** How often it is tried again when it fails, or who decides. @default the pipeline's */
  retryOnFailure?: number | RetryCallback;
  /** Name of the group that the page shows the step in. */
  stage?: string;
  /** Address below which its artifacts and models are stored. @default that of the pipeline, or else that of the task it is a copy of */
  outputUri?: string;
}

/** A step that is a copy of a task. */
export interface AddStepOptions extends ControllerStepOptions, BaseTask {
  /** Parameters to change, by full name (`Section/name`); texts may refer to steps and to parameters of the pipeline. */
  parameterOverride?: Readonly<Record<string, JsonValue>>;
  /** Read references inside lists and objects too. @default false */
  recursivelyParseParameters?: boolean;
  /** Configuration objects to change, by name. */
  configurationOverrides?: Readonly<Record<string, string | JsonObject>>;
  /** Fields of the task to change, by dotted path, such as `script.branch`, or as objects; texts may have references. */
  taskOverrides?: Readonly<Record<string, JsonValue>>;
  /** Run a copy of the task; `false` runs the task itself, which must be a draft. @default true */
  cloneBaseTask?: boolean;
}

/** The work of a step: gets the arguments and its task, and returns its outputs. */
export type StepFunction<Arguments> = (input: Arguments, context: StepContext) => unknown;

/** A step that is a function of this program. */
export interface AddFunctionStepOptions<Arguments> extends ControllerStepOptions {
  function: StepFunction<Arguments>;
  /** Arguments by name: values, or texts with references to outputs of steps and to parameters of the pipeline. */
  functionKwargs?: { readonly [Name in keyof Arguments]: Arguments[Name] | string };
  /**
   * Names of what the function returns: of one, the value; of several, a list in their order or an object with these names.
   * @default the function returns an object of named values, to which no references are possible
   */
  functionReturn?: readonly string[];
  /** Kind of its tasks. @default "training" */
  taskType?: TaskType;
  /** Tags of its tasks. */
  tags?: readonly string[];
  /** Image of the container that workers run it in. @default that of the worker */
  docker?: string;
  /** Make its task a draft, which somebody looks at and puts in a queue; the pipeline waits for its end. @default false */
  draft?: boolean;
}

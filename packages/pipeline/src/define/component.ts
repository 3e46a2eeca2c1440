import type { TaskType } from "@clearml-ts/protocol";
import type { StandardSchemaV1 } from "@standard-schema/spec";
import { OutsidePipelineError, UncacheableComponentError } from "../errors.ts";
import type { Jsonable, NamedValues } from "../values/value.ts";
import { currentPipeline } from "./call/current-pipeline.ts";
import type { Step } from "./call/step.ts";
import { checkStepName } from "./call/step-name.ts";
import type { StepOptions } from "./call/step-options.ts";
import { callingFiles } from "./definition/calling-files.ts";
import { schemaCheck } from "./definition/check-schema.ts";
import { checkTimeLimit } from "./definition/check-time-limit.ts";
import type { ComponentDefinition } from "./definition/component-definition.ts";
import { registeredComponents } from "./definition/registered.ts";
import type { StepContext } from "./definition/step-context.ts";
import type { WithReferences } from "./references/with-references.ts";

/** The work of a component, and how its steps are run and cached. */
export interface ComponentOptions<Input, Output, Given = Input> {
  /** Name of its steps and their tasks: at least three characters, without dots. */
  name: string;
  /** The work itself; inputs and outputs are JSON, in which there may be datasets and models. */
  run: (input: Input, context: StepContext) => Output | Promise<Output>;
  /** Kind of its tasks. @default "data_processing" */
  type?: TaskType;
  /** Tags of its tasks. */
  tags?: readonly string[];
  /**
   * Take the outputs of an earlier task instead of running, when the code, the inputs and {@link cacheKey} are the same.
   * The code is the text of `run` and every file and package behind the file that makes the component. Values that `run`
   * takes from variables around it are not seen: make them inputs, or name them in {@link cacheKey}.
   * @default false
   */
  cache?: boolean;
  /** Further parts of the cache's key, such as the content of a file that an input names. */
  cacheKey?: (input: Input) => object | Promise<object>;
  /** Your name for this state of the code: for the cache it stands in the code's place, so give a new one after a change. */
  version?: string;
  /**
   * Image of the container that workers run its steps in, where they use containers. A step in another image is another one for the
   * cache. @default that of the worker
   */
  docker?: string;
  /** How often to try again when it fails. @default 0 */
  retries?: number;
  /**
   * Seconds that one attempt may take, from the moment that it runs. Then its signal is aborted, its task stopped, and the step ends with
   * a `StepTimeLimitError`; it is not tried again. In this process the work itself goes on where it does not heed its signal.
   * @default as long as it takes
   */
  timeLimit?: number;
  /** Let the steps that do not need this one go on when it fails, and the pipeline complete. @default false */
  continueOnFail?: boolean;
  /** Schema of the inputs, of any Standard Schema library; checked when they are there, before the work begins. */
  input?: StandardSchemaV1<Given, Input>;
  /** Schema of the outputs, checked when they are returned and when they come from the cache. */
  output?: StandardSchemaV1<unknown, Output>;
}

/** A piece of work that a pipeline calls, once or often; each call is a step. */
export interface Component<Given, Output, Input = Given> {
  /**
   * Adds a step to the running pipeline, and returns at once.
   *
   * @throws {@link OutsidePipelineError} where no pipeline runs.
   */
  (input: WithReferences<Given>, options?: StepOptions): Step<Output>;
  /** The function as it was given, for tests that call it without a pipeline. */
  readonly run: ComponentOptions<Input, Output>["run"];
}

/**
 * Makes a component of a function.
 *
 * @throws {@link PipelineDefinitionError} when its name cannot be one.
 * @throws {@link UncacheableComponentError} when it is to be cached, and neither its code nor a version is known.
 */
export function component<
  Input extends Jsonable<Input>,
  // biome-ignore lint/suspicious/noConfusingVoidType: of a function that returns nothing
  Output extends Jsonable<Output> & (NamedValues | void),
  Given = Input,
>(options: ComponentOptions<Input, Output, Given>): Component<Given, Output, Input> {
  const definition = defineComponent(options, options.cache ? callingFiles(component) : []);
  registeredComponents.add(definition);
  const call = (input: WithReferences<Given>, stepOptions: StepOptions = {}): Step<Output> => {
    const steps = currentPipeline();
    if (!steps) {
      throw new OutsidePipelineError(definition.name);
    }
    return steps.add(definition, input, stepOptions) as Step<Output>;
  };
  return Object.assign(call, { run: options.run });
}

/** Bound functions and those of the engine have no text of their own. */
const NATIVE = /\{\s*\[native code\]\s*\}\s*$/;

function defineComponent<Input, Output, Given>(
  options: ComponentOptions<Input, Output, Given>,
  files: readonly string[],
): ComponentDefinition {
  const { name, run, cacheKey, timeLimit } = options;
  checkStepName(name);
  if (timeLimit !== undefined) {
    checkTimeLimit(name, timeLimit);
  }
  const source = run.toString();
  if (options.cache && options.version === undefined && NATIVE.test(source)) {
    throw new UncacheableComponentError(name);
  }
  return {
    name,
    type: options.type ?? "data_processing",
    tags: options.tags ?? [],
    cache: options.cache ?? false,
    cacheKey: cacheKey && ((input) => cacheKey(input as Input)),
    version: options.version,
    docker: options.docker,
    source,
    files,
    definedAt: Date.now(),
    retries: options.retries ?? 0,
    timeLimit,
    continueOnFail: options.continueOnFail ?? false,
    checkInput: schemaCheck(options.input),
    checkOutput: schemaCheck(options.output),
    run: (input, context) => run(input as Input, context),
  };
}

import type { Configuration, ConnectConfigurationOptions, ParameterNotes, Task } from "@clearml-ts/tasks";
import { checkStepName } from "../define/call/step-name.ts";
import { PipelineDefinitionError } from "../errors.ts";
import type { StepQueues } from "../run/runner/step-runner.ts";
import type { JsonValue } from "../values/json.ts";
import type { ReturnsByStep } from "./function-steps/output-reference.ts";
import { type DeclaredStep, parentsOf } from "./nodes/declared-step.ts";
import { parentsFirst } from "./nodes/node-order.ts";
import { referencesIn } from "./references/step-reference.ts";

/** A step with the names of all steps that it waits for. */
export interface StepInOrder {
  declared: DeclaredStep;
  name: string;
  parents: readonly string[];
}

/** The steps, parameters and configurations of a pipeline as they were added to it. */
export class DeclaredPipeline {
  readonly parameterNotes: Required<ParameterNotes> = { types: {}, descriptions: {} };
  readonly #name: string;
  readonly #steps = new Map<string, DeclaredStep>();
  readonly #parameters = new Map<string, JsonValue>();
  /** Configurations to connect with the task of a run. */
  readonly #configurations: { configuration: Configuration; options: ConnectConfigurationOptions }[] = [];

  constructor(name: string) {
    this.#name = name;
  }

  /** The names of the outputs of each function. */
  get returns(): ReturnsByStep {
    const functions = [...this.#steps].flatMap(([name, { work }]) =>
      work.kind === "function" ? [[name, work.returns] as const] : [],
    );
    return new Map(functions);
  }

  /** The parameters as they were declared, by name. */
  get parameters(): Readonly<Record<string, JsonValue>> {
    return Object.fromEntries(this.#parameters);
  }

  /** The name of a step that only a worker can run; undefined where this program can run all. */
  get stepForWorkers(): string | undefined {
    const isForWorkers = ({ work }: DeclaredStep) => work.kind === "task" || work.definition.node?.draft === true;
    return [...this.#steps.values()].find(isForWorkers)?.name;
  }

  step(name: string): DeclaredStep | undefined {
    return this.#steps.get(name);
  }

  /**
   * Adds a step.
   *
   * @throws {@link PipelineDefinitionError} when its name cannot be that of a step, or is taken.
   */
  add(step: DeclaredStep): void {
    checkStepName(step.name);
    if (this.#steps.has(step.name)) {
      throw new PipelineDefinitionError(`The pipeline has a step "${step.name}" already. Give this one another name.`);
    }
    this.#steps.set(step.name, step);
  }

  addParameter(
    name: string,
    value: JsonValue,
    { description, paramType }: { description?: string; paramType?: string },
  ): void {
    this.#parameters.set(name, value);
    if (description !== undefined) {
      this.parameterNotes.descriptions[`Args/${name}`] = description;
    }
    if (paramType !== undefined) {
      this.parameterNotes.types[`Args/${name}`] = paramType;
    }
  }

  addConfiguration(configuration: Configuration, options: ConnectConfigurationOptions): void {
    this.#configurations.push({ configuration, options });
  }

  /** Connects the configurations with the task of a run, each once. */
  async connectConfigurations(task: Task): Promise<void> {
    for (const { configuration, options } of this.#configurations.splice(0)) {
      await task.connectConfiguration(configuration, options);
    }
  }

  /**
   * The queues of the steps; those that references name are known when the steps before them have ended.
   *
   * @throws {@link PipelineDefinitionError} when a step has none.
   */
  queues(defaultQueue: string | undefined): StepQueues {
    const queues: Record<string, string> = {};
    for (const { name, queue } of this.#steps.values()) {
      if (queue === undefined && defaultQueue === undefined) {
        throw new PipelineDefinitionError(
          `Step "${name}" has no queue: name its \`executionQueue\`, or call setDefaultExecutionQueue().`,
        );
      }
      if (queue !== undefined && referencesIn(queue).length === 0) {
        queues[name] = queue;
      }
    }
    const queue = defaultQueue ?? Object.values(queues)[0];
    if (queue === undefined) {
      throw new PipelineDefinitionError(
        this.#steps.size === 0
          ? `Pipeline "${this.#name}" has no steps.`
          : `All queues of pipeline "${this.#name}" are references. Call setDefaultExecutionQueue() as well.`,
      );
    }
    return { queue, queues };
  }

  /**
   * The steps with all that they wait for, parents first.
   *
   * @throws {@link PipelineDefinitionError} when a step waits for one that is missing, steps wait for each other, or a reference
   * cannot mean anything.
   */
  stepsInOrder(): StepInOrder[] {
    const scope = { steps: new Set(this.#steps.keys()), parameters: new Set(this.#parameters.keys()) };
    const placed = [...this.#steps.values()].map((declared) => ({
      declared,
      name: declared.name,
      parents: parentsOf(declared, scope),
    }));
    return parentsFirst(placed);
  }
}

import type { Connection } from "@clearml-ts/client";
import type { Configuration, ConnectConfigurationOptions, ParameterNotes, Task } from "@clearml-ts/tasks";
import { currentPipeline } from "../define/call/current-pipeline.ts";
import { checkStepName } from "../define/call/step-name.ts";
import { type Check, schemaCheck } from "../define/definition/check-schema.ts";
import type { StepContext } from "../define/definition/step-context.ts";
import { OutsidePipelineError, PipelineDefinitionError, PipelineTimeLimitError } from "../errors.ts";
import { messageOf } from "../message-of.ts";
import { stateItem } from "../page/graph-publisher.ts";
import { nodeRecord } from "../page/node-record.ts";
import { stepDefinition } from "../page/step-configuration.ts";
import type { PipelineDefinition } from "../run/pipeline-definition.ts";
import type { StepQueues, StepRunner } from "../run/runner/step-runner.ts";
import type { StepReport, StepStatus } from "../steps/step-report.ts";
import { StepState } from "../steps/step-state.ts";
import type { JsonValue } from "../values/json.ts";
import type { Value, ValueObject } from "../values/value.ts";
import { type DeclaredStep, parentsOf } from "./nodes/declared-step.ts";
import { parentsFirst } from "./nodes/node-order.ts";
import { type PipelineNode, pipelineNode } from "./nodes/pipeline-node.ts";
import { addSteps } from "./run/add-steps.ts";
import { type ControllerRun, nodeOf, type ReadyStep } from "./run/controller-run.ts";
import { controllerRunner } from "./run/controller-runner.ts";
import { followSteps } from "./run/follow-steps.ts";
import { within } from "./run/within.ts";
import type { PipelineInRun, RunCallbacks } from "./step-callbacks.ts";
import { loadBaseTask } from "./task-steps/base-task.ts";
import { taskDefinition } from "./task-steps/declare-task-step.ts";

/** The parts of a {@link ControllerDefinition} that its pipeline gives. */
export interface ControllerDefinitionOptions {
  name: string;
  project: string;
  version?: string;
  tags?: readonly string[];
  abortOnFailure?: boolean;
  files: readonly string[];
  pipeline: PipelineInRun;
  /** Called with the task of a run. */
  onTask(task: Task): void;
}

/** The steps, parameters and configurations of a `PipelineController`, as a pipeline that the engine runs. */
export class ControllerDefinition implements PipelineDefinition {
  readonly name: string;
  readonly project: string;
  readonly version: string | undefined;
  readonly tags: readonly string[];
  readonly concurrency = undefined;
  readonly files: readonly string[];
  readonly parameterNotes: Required<ParameterNotes> = { types: {}, descriptions: {} };
  /** Configurations to connect with the task of a run. */
  readonly configurations: { configuration: Configuration; options: ConnectConfigurationOptions }[] = [];
  callbacks: RunCallbacks = {};
  /** Minutes that a run may take. */
  timeLimit: number | undefined;
  readonly #options: ControllerDefinitionOptions;
  readonly #steps = new Map<string, DeclaredStep>();
  readonly #parameters = new Map<string, JsonValue>();
  readonly #statuses = new Map<string, StepStatus>();
  #ready: ReadonlyMap<string, ReadyStep> | undefined;
  #run: ControllerRun | undefined;

  constructor(options: ControllerDefinitionOptions) {
    const { name, project, version, tags = [], files } = options;
    this.name = name;
    this.project = project;
    this.version = version;
    this.tags = tags;
    this.files = files;
    this.#options = options;
  }

  /** The names of the outputs of each function. */
  get returns(): ReadonlyMap<string, readonly string[]> {
    const functions = [...this.#steps].flatMap(([name, { work }]) =>
      work.kind === "function" ? [[name, work.returns] as const] : [],
    );
    return new Map(functions);
  }

  /** The parameters of the run, or as they were declared. */
  get parameters(): Readonly<Record<string, Value>> {
    return this.#run?.parameters ?? Object.fromEntries(this.#parameters);
  }

  /** The names of the steps that are copies of tasks. */
  get taskSteps(): string[] {
    return [...this.#steps.values()].filter(({ work }) => work.kind === "task").map(({ name }) => name);
  }

  /** The steps as they stand, by name. */
  get nodes(): Readonly<Record<string, PipelineNode>> {
    const states = this.#run ? [...this.#run.states.values()] : this.#draftStates();
    return Object.fromEntries(states.map((state) => [state.name, pipelineNode(state.name, nodeRecord(state))]));
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

  /**
   * The queues of the steps.
   *
   * @throws {@link PipelineDefinitionError} when a step has none.
   */
  queues(defaultQueue: string | undefined): StepQueues {
    const queues: Record<string, string> = {};
    for (const { name, queue, work } of this.#steps.values()) {
      if (queue === undefined && defaultQueue === undefined) {
        throw new PipelineDefinitionError(
          `Step "${name}" has no queue: name its \`executionQueue\`, or call setDefaultExecutionQueue().`,
        );
      }
      // Copies of tasks name theirs where they are run, and may refer to parameters.
      if (queue !== undefined && work.kind === "function") {
        queues[name] = queue;
      }
    }
    const queue = defaultQueue ?? [...this.#steps.values()].find((step) => step.queue !== undefined)?.queue;
    if (queue === undefined) {
      throw new PipelineDefinitionError(`Pipeline "${this.name}" has no steps.`);
    }
    return { queue, queues };
  }

  /**
   * Checks the graph.
   *
   * @throws {@link PipelineDefinitionError} when a step waits for one that is missing, steps wait for each other, or a reference
   * cannot mean anything.
   */
  verify(): void {
    this.#placedSteps();
  }

  /**
   * Loads the tasks that steps are copies of.
   *
   * @throws {@link TaskNotFoundError} when one of them does not exist.
   */
  async prepare(connection: Connection): Promise<ReadonlyMap<string, ReadyStep>> {
    this.#ready ??= await this.#readySteps(connection);
    return this.#ready;
  }

  /** Checks the parameters of a run: those that are missing are as they were declared. */
  readonly check: Check = (given, where, replace) =>
    schemaCheck(undefined)({ ...Object.fromEntries(this.#parameters), ...(given as object) }, where, replace);

  /** Adds the steps to the running pipeline, and waits for their ends. */
  readonly run = async (parameters: ValueObject, { task, connection }: StepContext): Promise<void> => {
    const engine = currentPipeline();
    if (!engine) {
      throw new OutsidePipelineError(this.name);
    }
    this.#options.onTask(task);
    await this.#connectConfigurations(task);
    const steps = await this.prepare(connection);
    const { pipeline, abortOnFailure = false } = this.#options;
    const run: ControllerRun = { pipeline, callbacks: this.callbacks, steps, states: new Map(), parameters };
    this.#run = run;
    const added = await addSteps(run, engine);
    if (!abortOnFailure) {
      for (const step of added) {
        // Whoever waits for a step is told of its failure, which leaves the other steps alone.
        step.then(
          () => {},
          () => {},
        );
      }
    }
    const { timeLimit } = this;
    await within(timeLimit, () => new PipelineTimeLimitError(this.name, timeLimit ?? 0), followSteps(run));
  };

  runner(inner: StepRunner): StepRunner {
    return controllerRunner(inner, () => this.#run as ControllerRun);
  }

  /** Puts the graph on the task of a run that is to be started later. */
  async prepareDraft(task: Task): Promise<void> {
    const { connection, id, project } = task;
    await this.#connectConfigurations(task);
    await this.prepare(connection);
    const states = this.#draftStates();
    const functions = states.filter(({ definition }) => definition.node?.base_task_id === null);
    await connection.services.tasks.editConfiguration({
      task: id,
      configuration: [stateItem(states), ...functions.map((state) => stepDefinition(state, project.id))],
      force: true,
    });
    await task.reload();
    this.#options.onTask(task);
  }

  onStep({ name, status }: StepReport): void {
    const before = this.#statuses.get(name) ?? "pending";
    this.#statuses.set(name, status);
    const callback = this.#steps.get(name)?.statusChangeCallback;
    if (status !== before && callback && this.#run) {
      const { pipeline } = this.#options;
      const node = nodeOf(this.#run, name);
      const call = async () => callback(pipeline, node, before);
      void call().catch((error: unknown) => {
        pipeline.task.connection.warn(`The callback about the status of step "${name}" failed: ${messageOf(error)}`);
      });
    }
  }

  /** Reads the task of the run again, if there is one. */
  async reload(): Promise<void> {
    await this.#run?.pipeline.task.reload();
  }

  async #connectConfigurations(task: Task): Promise<void> {
    for (const { configuration, options } of this.configurations.splice(0)) {
      await task.connectConfiguration(configuration, options);
    }
  }

  /** The steps with all that they wait for, parents first. */
  #placedSteps(): { declared: DeclaredStep; name: string; parents: readonly string[] }[] {
    const scope = { steps: new Set(this.#steps.keys()), parameters: new Set(this.#parameters.keys()) };
    const placed = [...this.#steps.values()].map((declared) => ({
      declared,
      name: declared.name,
      parents: parentsOf(declared, scope),
    }));
    return parentsFirst(placed);
  }

  async #readySteps(connection: Connection): Promise<ReadonlyMap<string, ReadyStep>> {
    const ready = this.#placedSteps().map(async ({ declared, name, parents }) => {
      const { work } = declared;
      const base = work.kind === "task" ? await loadBaseTask(name, work.options, connection) : undefined;
      const definition = work.kind === "task" && base ? taskDefinition(work, base) : undefined;
      return [
        name,
        { declared, parents, base, definition: work.kind === "function" ? work.definition : definition },
      ] as const;
    });
    return new Map((await Promise.all(ready)) as [string, ReadyStep][]);
  }

  #draftStates(): StepState[] {
    const states = new Map<string, StepState>();
    for (const { declared, name, parents } of this.#placedSteps()) {
      const { work } = declared;
      const base = this.#ready?.get(name)?.base;
      const definition =
        work.kind === "function"
          ? work.definition
          : taskDefinition(work, { id: base?.id ?? work.options.baseTaskId ?? "", type: base?.type ?? "training" });
      const before = parents.map((parent) => states.get(parent) as StepState);
      states.set(name, new StepState({ name, definition, input: {}, parents: before }));
    }
    return [...states.values()];
  }
}

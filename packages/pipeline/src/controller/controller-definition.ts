import type { Connection } from "@clearml-ts/client";
import type { ParameterNotes, Task } from "@clearml-ts/tasks";
import { currentPipeline } from "../define/call/current-pipeline.ts";
import { type Check, schemaCheck } from "../define/definition/check-schema.ts";
import type { StepContext } from "../define/definition/step-context.ts";
import { OutsidePipelineError } from "../errors.ts";
import { messageOf } from "../message-of.ts";
import { stateItem } from "../page/graph-publisher.ts";
import { nodeRecord } from "../page/node-record.ts";
import { stepDefinition } from "../page/step-configuration.ts";
import type { PipelineDefinition } from "../run/pipeline-definition.ts";
import type { StepRunner } from "../run/runner/step-runner.ts";
import type { StepReport, StepStatus } from "../steps/step-report.ts";
import type { Value, ValueObject } from "../values/value.ts";
import type { PipelineControllerOptions } from "./controller-options.ts";
import type { DeclaredPipeline } from "./declared-pipeline.ts";
import { PipelineTimeLimitError } from "./errors.ts";
import { type PipelineNode, pipelineNode } from "./nodes/pipeline-node.ts";
import { addSteps } from "./run/add-steps.ts";
import { type ControllerRun, nodeOf, type ReadyStep } from "./run/controller-run.ts";
import { controllerRunner } from "./run/controller-runner.ts";
import { followSteps } from "./run/follow-steps.ts";
import { draftStates, readySteps } from "./run/ready-steps.ts";
import { within } from "./run/within.ts";
import type { PipelineInRun, RunCallbacks } from "./step-callbacks.ts";

/** The parts of a {@link ControllerDefinition} that its pipeline gives. */
export interface ControllerDefinitionParts {
  declared: DeclaredPipeline;
  /** Files through which the pipeline was made, the nearest first. */
  files: readonly string[];
  pipeline: PipelineInRun;
  /** Called with the task of a run. */
  onTask(task: Task): void;
}

/** A `PipelineController` as a pipeline that the engine runs: of its steps, in the order of what they need. */
export class ControllerDefinition implements PipelineDefinition {
  readonly name: string;
  readonly project: string;
  readonly version: string | undefined;
  readonly tags: readonly string[];
  readonly addPipelineTags: boolean;
  readonly targetProject: string | boolean;
  readonly outputUri: string | undefined;
  readonly concurrency = undefined;
  readonly files: readonly string[];
  readonly parameterNotes: ParameterNotes;
  callbacks: RunCallbacks = {};
  /** Minutes that a run may take. */
  timeLimit: number | undefined;
  readonly #parts: ControllerDefinitionParts;
  readonly #abortOnFailure: boolean;
  readonly #statuses = new Map<string, StepStatus>();
  /** The steps as the next run takes them, with tasks that were loaded through one connection. */
  #ready: { connection: Connection; steps: ReadonlyMap<string, ReadyStep> } | undefined;
  #run: ControllerRun | undefined;

  constructor(options: PipelineControllerOptions, parts: ControllerDefinitionParts) {
    const { name, project, version, tags = [], outputUri, abortOnFailure = false } = options;
    const { addPipelineTags = true, targetProject = true } = options;
    this.name = name;
    this.project = project;
    this.version = version;
    this.tags = tags;
    this.addPipelineTags = addPipelineTags;
    this.targetProject = targetProject;
    this.outputUri = outputUri;
    this.files = parts.files;
    this.parameterNotes = parts.declared.parameterNotes;
    this.#parts = parts;
    this.#abortOnFailure = abortOnFailure;
  }

  /** The parameters of the run, or as they were declared. */
  get parameters(): Readonly<Record<string, Value>> {
    return this.#run?.parameters ?? this.#parts.declared.parameters;
  }

  /** The steps as they stand, by name. */
  get nodes(): Readonly<Record<string, PipelineNode>> {
    const states = this.#run ? [...this.#run.states.values()] : this.#draftStates();
    return Object.fromEntries(states.map((state) => [state.name, pipelineNode(state.name, nodeRecord(state))]));
  }

  /**
   * Makes the steps ready for a run.
   *
   * @throws {@link PipelineDefinitionError} when the graph cannot be run.
   * @throws {@link TaskNotFoundError} when a task that a step is a copy of does not exist.
   */
  async prepare(connection: Connection): Promise<void> {
    this.#ready = { connection, steps: await readySteps(this.#parts.declared.stepsInOrder(), connection) };
  }

  /** Checks the parameters of a run: those that are missing are as they were declared. */
  readonly check: Check = (given, where, replace) =>
    schemaCheck(undefined)({ ...this.#parts.declared.parameters, ...(given as object) }, where, replace);

  /** Adds the steps to the running pipeline, and waits for their ends. */
  readonly run = async (parameters: ValueObject, { task, connection }: StepContext): Promise<void> => {
    const engine = currentPipeline();
    if (!engine) {
      throw new OutsidePipelineError(this.name);
    }
    const { declared, pipeline, onTask } = this.#parts;
    onTask(task);
    await declared.connectConfigurations(task);
    const steps = await this.#readySteps(connection);
    const run: ControllerRun = { pipeline, callbacks: this.callbacks, steps, states: new Map(), parameters };
    this.#run = run;
    const added = await addSteps(run, engine);
    if (!this.#abortOnFailure) {
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
    await this.#parts.declared.connectConfigurations(task);
    await this.#readySteps(connection);
    const states = this.#draftStates();
    const functions = states.filter(({ definition }) => definition.node?.base_task_id === null);
    await connection.services.tasks.editConfiguration({
      task: id,
      configuration: [stateItem(states), ...functions.map((state) => stepDefinition(state, project.id))],
      force: true,
    });
    await task.reload();
    this.#parts.onTask(task);
  }

  onStep({ name, status }: StepReport): void {
    const before = this.#statuses.get(name) ?? "pending";
    this.#statuses.set(name, status);
    const { declared, pipeline } = this.#parts;
    const callback = declared.step(name)?.statusChangeCallback;
    if (status !== before && callback && this.#run) {
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

  /** A program that a worker starts runs the pipeline without preparing it. */
  async #readySteps(connection: Connection): Promise<ReadonlyMap<string, ReadyStep>> {
    if (this.#ready?.connection !== connection) {
      await this.prepare(connection);
    }
    return this.#ready?.steps ?? new Map();
  }

  #draftStates() {
    return draftStates(this.#parts.declared.stepsInOrder(), this.#ready?.steps);
  }
}

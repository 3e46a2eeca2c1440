import { type Connection, defaultConnection } from "@clearml-ts/client";
import type { Configuration, ConnectConfigurationOptions, ConnectionOptions, Task } from "@clearml-ts/tasks";
import { checkStepName } from "../define/call/step-name.ts";
import { callingFiles } from "../define/definition/calling-files.ts";
import { registeredComponents } from "../define/definition/registered.ts";
import { PipelineDefinitionError } from "../errors.ts";
import { programRun } from "../remote/program/program-run.ts";
import { queueRunner } from "../remote/queues/queue-runner.ts";
import { checkVersion } from "../run/controller/pipeline-version.ts";
import { registeredPipelines } from "../run/pipeline-definition.ts";
import { inProcessRunner } from "../run/runner/in-process-runner.ts";
import type { ProgramOptions, StepRunner } from "../run/runner/step-runner.ts";
import { guardRun } from "../start/program-guard.ts";
import { resumeRun } from "../start/resume-run.ts";
import { runHere } from "../start/run-here.ts";
import type { RunOptions } from "../start/run-options.ts";
import { draftRun, enqueueRun } from "../start/run-remotely.ts";
import type { JsonValue } from "../values/json.ts";
import type { Value } from "../values/value.ts";
import { ControllerDefinition } from "./controller-definition.ts";
import type {
  AddParameterOptions,
  PipelineControllerOptions,
  StartLocallyOptions,
  StartOptions,
} from "./controller-options.ts";
import { DeclaredPipeline } from "./declared-pipeline.ts";
import { PipelineStoppedError } from "./errors.ts";
import { declareFunctionStep } from "./function-steps/declare-function-step.ts";
import type { PipelineNode } from "./nodes/pipeline-node.ts";
import { LocalRun } from "./run/local-run.ts";
import type { RetryCallback, RunCallbacks } from "./step-callbacks.ts";
import type { AddFunctionStepOptions, AddStepOptions } from "./step-options.ts";
import type { ResumePipelineOptions } from "./stored/resume-pipeline.ts";
import type { StopOptions } from "./stored/stop-pipeline.ts";
import type { WaitOptions } from "./stored/wait-for-pipeline.ts";
import { StoredPipeline } from "./stored-pipeline.ts";
import { declareTaskStep } from "./task-steps/declare-task-step.ts";

/** The place and the end of a run that is begun. */
interface BeginOptions extends Pick<RunOptions, "runner" | "signal"> {
  connection: Connection | undefined;
}

/**
 * A pipeline that is put together step by step, as with the Python SDK's class of this name: of copies of tasks, and of functions of
 * this program. It is written to the server as Python writes its own, so that each language reads, copies and starts the other's.
 *
 * Where workers run it, the program is started there again: what makes the pipeline must stand at the level of a module.
 */
export class PipelineController extends StoredPipeline {
  readonly #declared: DeclaredPipeline;
  readonly #definition: ControllerDefinition;
  /** The options that steps have where they say nothing else. */
  readonly #common: { retryOnFailure: number | RetryCallback; outputUri?: string };
  readonly #program: ProgramOptions;
  #defaultQueue: string | undefined;
  /** Whether the server alone knows how the run stands. */
  #isAway = false;
  /** The run in this process, until it has ended. */
  #running: LocalRun | undefined;

  /** @throws {@link PipelineDefinitionError} when its name or version cannot be one. */
  constructor(options: PipelineControllerOptions) {
    const { name, version, retryOnFailure = 0, outputUri, program = {} } = options;
    checkStepName(name);
    if (version !== undefined) {
      checkVersion(version);
    }
    const begun: { task?: Task } = {};
    super(name, begun);
    this.#common = { retryOnFailure, ...(outputUri !== undefined && { outputUri }) };
    this.#program = program;
    this.#declared = new DeclaredPipeline(name);
    this.#definition = new ControllerDefinition(options, {
      declared: this.#declared,
      files: callingFiles(PipelineController),
      pipeline: this,
      onTask: (task) => {
        begun.task = task;
      },
    });
    registeredPipelines.add(this.#definition);
  }

  /**
   * Adds a step that is a copy of a task, of either language.
   *
   * @throws {@link PipelineDefinitionError} when it cannot be a step of this pipeline.
   */
  addStep(given: AddStepOptions): this {
    const { retryOnFailure, ...options } = { ...this.#common, ...given };
    this.#declared.add(declareTaskStep(options, retryOnFailure));
    return this;
  }

  /**
   * Adds a step that is a function of this program.
   *
   * @throws {@link PipelineDefinitionError} when it cannot be a step of this pipeline.
   */
  addFunctionStep<Arguments>(given: AddFunctionStepOptions<Arguments>): this {
    const { retryOnFailure, ...options } = { ...this.#common, ...given };
    const files = options.cacheExecutedStep ? callingFiles(PipelineController.prototype.addFunctionStep) : [];
    const step = declareFunctionStep(options, retryOnFailure, { files, earlier: this.#declared.returns });
    this.#declared.add(step);
    registeredComponents.add(step.work.definition);
    return this;
  }

  /** Adds a parameter of the pipeline, which steps refer to as `${pipeline.name}`; a run in a queue takes that of its task. */
  addParameter(name: string, value: JsonValue = null, options: AddParameterOptions = {}): this {
    this.#declared.addParameter(name, value, options);
    return this;
  }

  /**
   * Connects a configuration, an object, a list or the path of a file, and returns it. Where a worker runs the pipeline, that of
   * its task is returned.
   *
   * @throws {@link ServerValueError} when the task's version does not fit the given one; the task fails with it.
   */
  async connectConfiguration<T extends Configuration>(
    configuration: T,
    options: ConnectConfigurationOptions = {},
  ): Promise<T> {
    const program = programRun();
    if (program) {
      return program.task.connectConfiguration(configuration, options);
    }
    this.#declared.addConfiguration(configuration, options);
    return configuration;
  }

  /** Sets the queue of the steps that name none. */
  setDefaultExecutionQueue(queue: string | undefined): this {
    this.#defaultQueue = queue;
    return this;
  }

  /** Sets the minutes that a run may take; then its steps are aborted, and it fails. */
  setPipelineExecutionTimeLimit(minutes: number | undefined): this {
    this.#definition.timeLimit = minutes;
    return this;
  }

  override getParameters(): Readonly<Record<string, Value>> {
    return this.#isAway ? super.getParameters() : this.#definition.parameters;
  }

  override getPipelineDag(): Readonly<Record<string, PipelineNode>> {
    return this.#isAway ? super.getPipelineDag() : this.#definition.nodes;
  }

  /**
   * Puts the pipeline in a queue, and returns without waiting for it; {@link PipelineController.wait} does. On the worker this call
   * runs the pipeline, and does not return.
   *
   * @throws {@link PipelineDefinitionError} when steps have no queue, wait for each other, or refer to what is not there.
   * @throws {@link QueueNotFoundError} when one of the queues does not exist.
   */
  async start({ queue = "services", connection, ...callbacks }: StartOptions = {}): Promise<void> {
    await this.#begin(callbacks, { connection, runner: this.#queueRunner() }, (run) =>
      enqueueRun(this.#definition, {}, { ...this.#program, ...run, queue }),
    );
    this.#isAway = true;
  }

  /**
   * Makes the pipeline a draft on the server, for people and programs to start later.
   *
   * @throws {@link PipelineDefinitionError} when steps have no queue, wait for each other, or refer to what is not there.
   */
  async createDraft({ connection }: ConnectionOptions = {}): Promise<void> {
    await this.#begin({}, { connection, runner: this.#queueRunner() }, (run) =>
      draftRun(this.#definition, {}, { ...this.#program, ...run }),
    );
    this.#isAway = true;
  }

  /**
   * Runs the pipeline with its controller in this process, and waits for its end; its steps run through queues unless they are told
   * to run here too.
   *
   * @throws {@link PipelineDefinitionError} when steps have no queue, wait for each other, or refer to what is not there.
   * @throws {@link PipelineError} when a step fails.
   * @throws {@link Error} the reason, when it is stopped.
   */
  async startLocally(options: StartLocallyOptions = {}): Promise<void> {
    await this.#runHere(options, (run) => runHere(this.#definition, {}, run));
  }

  /**
   * Goes on with a run of this pipeline that was stopped, failed or killed, given by the id of its task, with its parameters, from the
   * steps that have completed. Everything else is as in {@link PipelineController.startLocally}.
   *
   * @throws {@link ResumeError} when the task is not a run of the pipeline, has completed, or seems to be running.
   * @throws {@link PipelineDefinitionError} when steps have no queue, wait for each other, or refer to what is not there.
   * @throws {@link PipelineError} when a step fails.
   * @throws {@link Error} the reason, when it is stopped.
   */
  async resumeLocally(pipelineId: string, options: StartLocallyOptions = {}): Promise<void> {
    await this.#runHere(options, (run) => resumeRun(this.#definition, pipelineId, run));
  }

  override async resume(options: ResumePipelineOptions = {}): Promise<void> {
    await super.resume(options);
    this.#isAway = true;
  }

  override async wait(options: WaitOptions = {}): Promise<boolean> {
    return this.#running ? this.#running.wait(options) : super.wait(options);
  }

  override async stop(options: StopOptions = {}): Promise<void> {
    if (!this.#running) {
      return super.stop(options);
    }
    await this.#running.stop(new PipelineStoppedError(this.#definition.name));
    if (options.markFailed) {
      await this.task.fail("Pipeline aborted and failed", { force: true });
    }
  }

  /** Checks the pipeline and begins a run of it; in a program that a worker runs for a task of the pipeline, the task says what to run. */
  async #begin<T>(
    callbacks: RunCallbacks,
    { connection: given, ...options }: BeginOptions,
    begin: (options: RunOptions & { connection: Connection }) => Promise<T>,
  ): Promise<T> {
    this.#definition.callbacks = callbacks;
    return guardRun(options, async (guarded) => {
      this.#declared.stepsInOrder();
      const connection = given ?? (await defaultConnection());
      await this.#definition.prepare(connection);
      return begin({ ...guarded, connection });
    });
  }

  /** Runs the pipeline with its controller in this process, and waits for its end. */
  async #runHere(
    { runPipelineStepsLocally = false, connection, ...callbacks }: StartLocallyOptions,
    begin: (options: RunOptions & { connection: Connection }) => Promise<unknown>,
  ): Promise<void> {
    const runner = runPipelineStepsLocally ? this.#localRunner() : this.#queueRunner();
    const running = new LocalRun((signal) => this.#begin(callbacks, { connection, runner, signal }, begin));
    this.#isAway = false;
    this.#running = running;
    try {
      await running.finished;
    } finally {
      this.#running = undefined;
      await this.#definition.reload();
    }
  }

  #localRunner(): StepRunner {
    const step = this.#declared.stepForWorkers;
    if (step !== undefined) {
      throw new PipelineDefinitionError(
        `Step "${step}" is a copy of a task or a draft, which only a worker can run: leave out \`runPipelineStepsLocally\`, and name a queue.`,
      );
    }
    return inProcessRunner();
  }

  #queueRunner(): StepRunner {
    return queueRunner({ ...this.#program, ...this.#declared.queues(this.#defaultQueue) });
  }
}

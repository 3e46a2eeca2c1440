import { type Connection, defaultConnection } from "@clearml-ts/client";
import { type Model, OutputModel, type UpdateWeightsOptions, type WeightsSource } from "@clearml-ts/models";
import {
  type Artifact,
  type ArtifactValue,
  type ConnectionOptions,
  type Logger,
  Task,
  type UploadArtifactOptions,
} from "@clearml-ts/tasks";
import { readNodes } from "../remote/runs/node-report.ts";
import type { Value } from "../values/value.ts";
import { PipelineNotStartedError } from "./errors.ts";
import { isSuccess, type SuccessOptions } from "./nodes/node-success.ts";
import { type PipelineNode, pipelineNode } from "./nodes/pipeline-node.ts";
import { MS_PER_MINUTE } from "./run/within.ts";
import type { PipelineInRun } from "./step-callbacks.ts";
import { type ClonePipelineOptions, copyPipeline } from "./stored/copy-pipeline.ts";
import { type CreatePipelineOptions, createPipeline } from "./stored/create-pipeline.ts";
import { findPipelineTask, type PipelineLookup } from "./stored/find-pipeline.ts";
import { type ListPipelinesOptions, listPipelineTasks } from "./stored/list-pipelines.ts";
import { type ResumePipelineOptions, resumePipeline } from "./stored/resume-pipeline.ts";
import { type StopOptions, stopPipeline } from "./stored/stop-pipeline.ts";
import { taskOfPipeline } from "./stored/task-of-pipeline.ts";
import { type WaitOptions, waitForPipeline } from "./stored/wait-for-pipeline.ts";

/** How a pipeline is put in a queue. */
export interface EnqueuePipelineOptions {
  /** Name or id of the queue. @default "services" */
  queue?: string;
  /** Reset it first, where it has run before. @default false */
  force?: boolean;
}

/** The task of a pipeline, once it has one. */
interface Begun {
  task?: Task;
}

/** A pipeline as the server has it, made by this SDK or by Python's: drafts, those that run and those that are over. */
export class StoredPipeline implements PipelineInRun {
  readonly #name: string;
  readonly #begun: Begun;

  protected constructor(name: string, begun: Begun) {
    this.#name = name;
    this.#begun = begun;
  }

  /**
   * Loads a pipeline by the id of its task, or by its project and name.
   *
   * @throws {@link PipelineNotFoundError} when there is none.
   */
  static async get(lookup: PipelineLookup, { connection }: ConnectionOptions = {}): Promise<StoredPipeline> {
    return StoredPipeline.#of(await findPipelineTask(lookup, connection ?? (await defaultConnection())));
  }

  /** Yields the runs of pipelines, of either language, last updated first. */
  static async *list({
    connection,
    ...options
  }: ListPipelinesOptions & ConnectionOptions = {}): AsyncGenerator<StoredPipeline> {
    for await (const task of listPipelineTasks(options, connection ?? (await defaultConnection()))) {
      yield StoredPipeline.#of(task);
    }
  }

  /** Makes a draft of a pipeline, which {@link StoredPipeline.enqueue} runs. */
  static async clone(
    pipeline: StoredPipeline | string,
    { connection, ...options }: ClonePipelineOptions & ConnectionOptions = {},
  ): Promise<StoredPipeline> {
    return StoredPipeline.#of(await copyPipeline(await StoredPipeline.#taskOf(pipeline, connection), options));
  }

  /**
   * Puts a pipeline in a queue.
   *
   * @throws {@link QueueNotFoundError} when the queue does not exist.
   * @throws {@link TaskStateError} when it has run before, and `force` is not given.
   */
  static async enqueue(
    pipeline: StoredPipeline | string,
    { queue = "services", force = false, connection }: EnqueuePipelineOptions & ConnectionOptions = {},
  ): Promise<StoredPipeline> {
    const task = await (await StoredPipeline.#taskOf(pipeline, connection)).reload();
    if (force && task.status !== "created") {
      await task.reset({ force: true });
    }
    await task.enqueue(queue);
    return pipeline instanceof StoredPipeline ? pipeline : StoredPipeline.#of(task);
  }

  /** Makes a draft of a pipeline whose controller is any program: a script, a repository or a bundle. */
  static async create({ connection, ...options }: CreatePipelineOptions & ConnectionOptions): Promise<StoredPipeline> {
    return StoredPipeline.#of(await createPipeline(options, connection ?? (await defaultConnection())));
  }

  /**
   * Stores a value with the pipeline that the running code belongs to.
   *
   * @throws {@link OutsidePipelineRunError} when it belongs to none.
   */
  static async uploadArtifact(
    name: string,
    value: ArtifactValue,
    options: UploadArtifactOptions = {},
  ): Promise<Artifact> {
    return (await taskOfPipeline()).uploadArtifact(name, value, options);
  }

  /**
   * Stores a model, as a file, a folder or bytes, with the pipeline that the running code belongs to.
   *
   * @throws {@link OutsidePipelineRunError} when it belongs to none.
   */
  static async uploadModel(name: string, weights: WeightsSource, options: UpdateWeightsOptions = {}): Promise<Model> {
    return OutputModel.create({ task: await taskOfPipeline(), name }).updateWeights(weights, options);
  }

  /**
   * The logger of the pipeline that the running code belongs to.
   *
   * @throws {@link OutsidePipelineRunError} when it belongs to none.
   */
  static async getLogger(): Promise<Logger> {
    return (await taskOfPipeline()).logger;
  }

  /** The task of the pipeline. */
  get task(): Task {
    const { task } = this.#begun;
    if (!task) {
      throw new PipelineNotStartedError(this.#name);
    }
    return task;
  }

  /** Id of the task. */
  get id(): string {
    return this.task.id;
  }

  /** The tags, as of the last reload. */
  get tags(): readonly string[] {
    return this.task.tags;
  }

  get version(): string | undefined {
    const { runtime, hyperparams } = this.task.record;
    const version = runtime?.["version"] ?? hyperparams?.["properties"]?.["version"]?.value;
    return typeof version === "string" ? version : undefined;
  }

  /** Percentage of the pipeline that is done, as of the last reload; undefined where nobody has said. */
  get progress(): number | undefined {
    return this.task.progress;
  }

  /** Adds tags to those that it has. */
  async addTags(...tags: string[]): Promise<void> {
    await this.task.addTags(...tags);
  }

  /** The parameters by name, as of the last reload. */
  getParameters(): Readonly<Record<string, Value>> {
    const own = Object.entries(this.task.getParameters()).filter(([name]) => name.startsWith("Args/"));
    return Object.fromEntries(own.map(([name, value]) => [name.slice("Args/".length), value as Value]));
  }

  /** The steps by name, as of the last reload. */
  getPipelineDag(): Readonly<Record<string, PipelineNode>> {
    const nodes = Object.entries(readNodes(this.task.getConfigurationObject("Pipeline")?.value));
    return Object.fromEntries(nodes.map(([name, node]) => [name, pipelineNode(name, node)]));
  }

  /** The steps that have results, by name. */
  getProcessedNodes(): Readonly<Record<string, PipelineNode>> {
    return this.#nodesWhere(({ executed }) => typeof executed === "string");
  }

  /** The steps that run or wait in a queue, by name. */
  getRunningNodes(): Readonly<Record<string, PipelineNode>> {
    return this.#nodesWhere(({ status }) => status === "running" || status === "queued");
  }

  /** Minutes since it has begun; -1 before. */
  elapsed(): number {
    const { started } = this.task.record;
    return started === undefined ? -1 : (Date.now() - Date.parse(started)) / MS_PER_MINUTE;
  }

  /** Reads the pipeline again, and tells whether it runs or waits in a queue. */
  async isRunning(): Promise<boolean> {
    const { status } = await this.task.reload();
    return status === "in_progress" || status === "queued";
  }

  /** Reads the pipeline again, and tells whether it has gone well; false while it runs. */
  async isSuccessful(options: SuccessOptions = {}): Promise<boolean> {
    const { status } = await this.task.reload();
    return isSuccess(status, Object.values(this.getPipelineDag()), options);
  }

  /**
   * Waits until the pipeline is over, wherever it runs, and reads it again; false means that the time was over first.
   *
   * @throws {@link Error} the reason of the signal, when it ends the wait.
   */
  async wait(options: WaitOptions = {}): Promise<boolean> {
    return await waitForPipeline(this.task, options);
  }

  /** Stops the pipeline with its steps, wherever it runs, and waits for that. One that is over stays as it is. */
  async stop(options: StopOptions = {}): Promise<void> {
    await stopPipeline(this.task, options);
  }

  /**
   * Has a worker go on with a pipeline that was stopped, failed or killed, with its parameters, from the steps that have completed.
   *
   * @throws {@link ResumeError} when it has nothing left to do, or seems to be running.
   * @throws {@link QueueNotFoundError} when the queue does not exist.
   */
  async resume(options: ResumePipelineOptions = {}): Promise<void> {
    await resumePipeline(this.task, options);
  }

  #nodesWhere(isWanted: (node: PipelineNode) => boolean): Readonly<Record<string, PipelineNode>> {
    return Object.fromEntries(Object.entries(this.getPipelineDag()).filter(([, node]) => isWanted(node)));
  }

  static #of(task: Task): StoredPipeline {
    return new StoredPipeline(task.name, { task });
  }

  static async #taskOf(pipeline: StoredPipeline | string, connection: Connection | undefined): Promise<Task> {
    return pipeline instanceof StoredPipeline
      ? pipeline.task
      : Task.get({ id: pipeline }, { connection: connection ?? (await defaultConnection()) });
  }
}

import { once } from "node:events";
import { type Connection, defaultConnection } from "@clearml-ts/client";
import type { ConnectionOptions, Task } from "@clearml-ts/tasks";
import type { JobRunner } from "../jobs/job-runner.ts";
import { type LocalJobFunction, localJobs } from "../jobs/local-jobs.ts";
import { queueJobs } from "../jobs/queue-jobs.ts";
import { Objective, type ObjectiveSign } from "../objective/objective.ts";
import type { Parameter } from "../space/parameter.ts";
import type { SampleOf } from "../space/sample-types.ts";
import { RandomSearch } from "../strategies/random-search.ts";
import type { SearchStrategy } from "../strategies/search-strategy.ts";
import { minutesPass } from "../time/after-minutes.ts";
import { beginSearch } from "./begin-search.ts";
import type { BegunSearch } from "./begun-search.ts";
import type { StartSearchOptions } from "./completed-job.ts";
import { type HyperParameterOptimizerOptions, type SearchSettings, settingsOf } from "./optimizer-options.ts";
import { OptimizerTask } from "./optimizer-task.ts";
import { TimeLimit, type TimeLimitOptions } from "./time-limit.ts";
import { type ExperimentDetails, type ExperimentDetailsOptions, experimentDetails } from "./top-experiments.ts";

/** The objective of a search that somebody has made, and its optimizer. */
export interface OptimizerLookup extends ConnectionOptions {
  objectiveMetricTitle: string;
  objectiveMetricSeries: string;
  objectiveMetricSign: ObjectiveSign;
  optimizerTaskId: string;
  topK: number;
}

/**
 * Searches the hyper-parameters of a task: runs copies of it with other values, and shows on its own task which are the best, as the
 * optimizer of the Python SDK does. Times are minutes.
 *
 * Where its task is one that goes on after an interruption, so does the search: values that were tried are not tried again.
 */
export class HyperParameterOptimizer<const Space extends readonly Parameter[] = readonly Parameter[]>
  implements AsyncDisposable
{
  readonly #options: HyperParameterOptimizerOptions;
  readonly #optimizerTask: OptimizerTask;
  readonly #timeLimit = new TimeLimit();
  #stopping = new AbortController();
  #settings: SearchSettings;
  #beginning: Promise<BegunSearch> | undefined;
  #search: BegunSearch | undefined;
  #reportPeriod = 0.5;

  constructor(options: HyperParameterOptimizerOptions<Space>) {
    this.#options = options;
    this.#settings = settingsOf(options, RandomSearch);
    this.#optimizerTask = new OptimizerTask(options);
  }

  /** Finds the best jobs of a search that either SDK has made, the best one first. */
  static getOptimizerTopExperiments({
    objectiveMetricTitle: title,
    objectiveMetricSeries: series,
    objectiveMetricSign,
    optimizerTaskId,
    topK,
    ...where
  }: OptimizerLookup): Promise<Task[]> {
    return Objective.ofSign({ title, series }, objectiveMetricSign).getTopTasks(topK, { optimizerTaskId, ...where });
  }

  /** The scalar that is optimized. */
  get objectiveMetric(): Objective {
    const { title, series, sign } = this.#settings.objective;
    return Objective.ofSign({ title, series }, sign);
  }

  /** The task of the optimizer, on which the search is shown; undefined where there is none. */
  get task(): Task | undefined {
    return this.#optimizerTask.task;
  }

  /**
   * Starts the search, with its jobs in a queue, and returns when it has begun. Starting twice is harmless.
   *
   * @throws {@link TaskNotFoundError} when the base task is not there.
   * @throws {@link SearchSpaceError} when the optimizer's task has a parameter that cannot be searched.
   * @throws {@link SearchDefinitionError} when the search cannot begin as it is set up.
   */
  async start(options: StartSearchOptions<SampleOf<Space>> = {}): Promise<void> {
    await this.#beginOnce(options as StartSearchOptions, ({ queue }) => ({ runner: queueJobs(queue), queue }));
  }

  /**
   * Starts the search, with its jobs in this process: a function does the work of each, inside a task of its own. Returns when the search
   * has begun.
   *
   * @throws {@link TaskNotFoundError} when the base task is not there.
   * @throws {@link SearchSpaceError} when the optimizer's task has a parameter that cannot be searched.
   * @throws {@link SearchDefinitionError} when the search cannot begin as it is set up.
   */
  async startLocally(
    run: LocalJobFunction<SampleOf<Space>>,
    options: StartSearchOptions<SampleOf<Space>> = {},
  ): Promise<void> {
    const runner = localJobs(run as LocalJobFunction);
    await this.#beginOnce(options as StartSearchOptions, () => ({ runner, queue: undefined }));
  }

  /**
   * Waits for the end of the search, or for so many minutes; false means that it goes on.
   *
   * @throws {@link Error} the reason why the search could not go on, or that of the signal.
   */
  async wait(minutes?: number, { signal }: { signal?: AbortSignal } = {}): Promise<boolean> {
    const search = await this.#begun();
    signal?.throwIfAborted();
    const over = new AbortController();
    try {
      await Promise.race([
        search?.ended,
        ...(minutes === undefined ? [] : [minutesPass(minutes, over.signal)]),
        ...(signal ? [once(signal, "abort", { signal: over.signal }).then(() => signal.throwIfAborted())] : []),
      ]);
    } finally {
      over.abort();
    }
    return !this.isRunning();
  }

  /** Ends the search: no more jobs are made, and those that wait or run are stopped. Returns when all of that is on the server. */
  async stop(): Promise<void> {
    if (this.#beginning === undefined) {
      return;
    }
    this.#stopping.abort("The search was stopped.");
    const search = await this.#begun();
    await search?.ended.catch(() => {
      // It is told to those who wait for the search.
    });
  }

  /** Stops the search, and ends the task that was made for it. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    await this.#optimizerTask[Symbol.asyncDispose]();
  }

  /** Whether the search has not ended; true as well before it begins. */
  isActive(): boolean {
    return this.#search?.isRunning ?? true;
  }

  /** Whether the search has begun and not ended. */
  isRunning(): boolean {
    return this.#search?.isRunning ?? false;
  }

  /** Minutes since the search began; negative where it has not. */
  elapsed(): number {
    return this.#search === undefined ? -1 : (Date.now() - this.#search.startedAt) / 60_000;
  }

  /** Has the search stopped after some minutes from now, or at a time; neither means never. */
  setTimeLimit(limit: TimeLimitOptions = {}): void {
    this.#timeLimit.set(limit);
  }

  /** When the search will be stopped; undefined where it has no limit. */
  getTimeLimit(): Date | undefined {
    return this.#timeLimit.at;
  }

  /** Whether the search still runs although its time is over. */
  reachedTimeLimit(): boolean {
    return this.isRunning() && this.#timeLimit.isOver;
  }

  /** Sets how often the search is shown on its task while jobs end. @default 0.5 minutes */
  setReportPeriod(minutes: number): void {
    this.#reportPeriod = minutes;
    this.#search?.progress.setPeriod(minutes);
  }

  /** The strategy of the search; undefined before it has begun. */
  getOptimizer(): SearchStrategy | undefined {
    return this.#search?.strategy;
  }

  /** The tasks of the jobs that wait or run. */
  getActiveExperiments(): Task[] {
    return (this.#search?.run.active ?? []).map(({ task }) => task);
  }

  /** Counts the jobs that wait or run. */
  getNumActiveExperiments(): number {
    return this.#search?.run.active.length ?? 0;
  }

  /** The values of all jobs so far, by the ids of their tasks. */
  getCreatedJobs(): Map<string, SampleOf<Space>> {
    return new Map((this.#search?.run.jobs ?? []).map(({ id, parameters }) => [id, parameters as SampleOf<Space>]));
  }

  /** Finds the tasks of the best jobs, the best one first. */
  async getTopExperiments(topK: number): Promise<Task[]> {
    return await this.#topTasks(topK);
  }

  /** Tells what the best jobs were given and what they have reported, the best one first. */
  async getTopExperimentsDetails(topK: number, options: ExperimentDetailsOptions = {}): Promise<ExperimentDetails[]> {
    const tasks = await this.#topTasks(topK, options.onlyCompleted);
    const names = this.#settings.hyperParameters.flatMap((parameter) => parameter.names);
    return tasks.map((task) => experimentDetails(task, { names, objective: this.objectiveMetric }, options));
  }

  async #topTasks(topK: number, onlyCompleted = false): Promise<Task[]> {
    return this.objectiveMetric.getTopTasks(topK, {
      connection: await this.#connection(),
      optimizerTaskId: this.task?.id ?? this.#settings.baseTaskId,
      ...(onlyCompleted && { filter: { status: ["completed"] } }),
    });
  }

  async #connection(): Promise<Connection> {
    return this.#options.connection ?? this.task?.connection ?? (await defaultConnection());
  }

  /** The search that has begun, or begins now; undefined where there is none. Whoever starts it is told why not. */
  async #begun(): Promise<BegunSearch | undefined> {
    return await this.#beginning?.catch(() => undefined);
  }

  /** A beginning that failed may be tried again. */
  async #beginOnce(options: StartSearchOptions, placeOf: (settings: SearchSettings) => JobPlace): Promise<void> {
    this.#beginning ??= this.#begin(options, placeOf).catch((error: unknown) => {
      this.#beginning = undefined;
      this.#stopping = new AbortController();
      throw error;
    });
    this.#search = await this.#beginning;
  }

  async #begin(
    { jobCompleteCallback }: StartSearchOptions,
    placeOf: (settings: SearchSettings) => JobPlace,
  ): Promise<BegunSearch> {
    const { spawnProject, jobName, saveTopKTasksOnly: kept = 0 } = this.#options;
    const connection = await this.#connection();
    this.#settings = await this.#optimizerTask.open(connection, this.#settings);
    return await beginSearch({
      connection,
      task: this.task,
      settings: this.#settings,
      ...placeOf(this.#settings),
      kept,
      timeLimit: this.#timeLimit,
      reportPeriod: this.#reportPeriod,
      jobCompleteCallback,
      stopping: this.#stopping.signal,
      ...(spawnProject !== undefined && { spawnProject }),
      ...(jobName !== undefined && { jobName }),
    });
  }
}

/** Where jobs run: through a queue, or in this process where there is none. */
interface JobPlace {
  runner: JobRunner;
  queue: string | undefined;
}

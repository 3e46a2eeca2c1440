import { type Connection, defaultConnection } from "@clearml-ts/client";
import { type ConnectionOptions, findOrCreateProject, Task } from "@clearml-ts/tasks";
import { SearchDefinitionError } from "../errors.ts";
import { defaultJobName, OPTIMIZATION } from "../jobs/create-job.ts";
import type { JobRunner } from "../jobs/job-runner.ts";
import { type LocalJobFunction, localJobs } from "../jobs/local-jobs.ts";
import { queueJobs } from "../jobs/queue-jobs.ts";
import { Objective, type ObjectiveSign } from "../objective/objective.ts";
import { SearchRun } from "../search/search-run.ts";
import { afterMinutes } from "../search/timer.ts";
import type { ParameterSample } from "../space/parameter.ts";
import { RandomSearch } from "../strategies/random-search.ts";
import type { SearchStrategy } from "../strategies/search-strategy.ts";
import type { StartSearchOptions } from "./completed-job.ts";
import { connectSettings } from "./connect-settings.ts";
import { type HyperParameterOptimizerOptions, type SearchSettings, settingsOf } from "./optimizer-options.ts";
import { SearchProgress } from "./search-progress.ts";
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
 */
export class HyperParameterOptimizer implements AsyncDisposable {
  readonly #options: HyperParameterOptimizerOptions;
  #settings: SearchSettings;
  #task: Task | undefined;
  #ownsTask = false;
  #strategy: SearchStrategy | undefined;
  #search: SearchRun | undefined;
  #progress: SearchProgress | undefined;
  #beginning: Promise<void> | undefined;
  #ended: Promise<void> | undefined;
  #isRunning = false;
  #startedAt: number | undefined;
  #deadline: number | undefined;
  #cancelDeadline: () => void = () => {};
  #reportPeriod = 0.5;

  constructor(options: HyperParameterOptimizerOptions) {
    const { autoConnectTask: own = true } = options;
    this.#options = options;
    this.#settings = settingsOf(options, RandomSearch);
    this.#task = own instanceof Task ? own : Task.current();
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
    return this.#task;
  }

  /**
   * Starts the search, with its jobs in a queue, and returns when it has begun. Starting twice is harmless.
   *
   * @throws {@link TaskNotFoundError} when the base task is not there.
   * @throws {@link SearchSpaceError} when the optimizer's task has a parameter that cannot be searched.
   * @throws {@link SearchDefinitionError} when the search cannot begin as it is set up.
   */
  async start(options: StartSearchOptions = {}): Promise<void> {
    await this.#beginOnce(options, ({ queue }) => queueJobs(queue), true);
  }

  /**
   * Starts the search, with its jobs in this process: a function does the work of each, inside a task of its own. Returns when the search
   * has begun.
   *
   * @throws {@link TaskNotFoundError} when the base task is not there.
   * @throws {@link SearchSpaceError} when the optimizer's task has a parameter that cannot be searched.
   * @throws {@link SearchDefinitionError} when the search cannot begin as it is set up.
   */
  async startLocally(run: LocalJobFunction, options: StartSearchOptions = {}): Promise<void> {
    await this.#beginOnce(options, () => localJobs(run), false);
  }

  /**
   * Waits for the end of the search, or for so many minutes; false means that it goes on.
   *
   * @throws {@link Error} the reason why the search could not go on.
   */
  async wait(minutes?: number): Promise<boolean> {
    if (minutes === undefined) {
      await this.#ended;
      return true;
    }
    let cancel = () => {};
    const late = new Promise<void>((resolve) => {
      cancel = afterMinutes(minutes, resolve);
    });
    await Promise.race([this.#ended, late]).finally(cancel);
    return !this.#isRunning;
  }

  /** Ends the search: no more jobs are made, and those that wait or run are stopped. Returns when all of that is on the server. */
  async stop(): Promise<void> {
    this.#search?.stop("The search was stopped.");
    await this.#ended?.catch(() => {
      // It is told to those who wait for the search.
    });
  }

  /** Stops the search, and ends the task that was made for it. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    if (this.#ownsTask) {
      await this.#task?.[Symbol.asyncDispose]();
    }
  }

  /** Whether the search has not ended, which one that has not begun has not either. */
  isActive(): boolean {
    return this.#ended === undefined || this.#isRunning;
  }

  /** Whether the search has begun and not ended. */
  isRunning(): boolean {
    return this.#isRunning;
  }

  /** Minutes since the search began; negative where it has not. */
  elapsed(): number {
    return this.#startedAt === undefined ? -1 : (Date.now() - this.#startedAt) / 60_000;
  }

  /** Has the search stopped after some minutes from now, or at a time; neither means never. */
  setTimeLimit({ inMinutes, specificTime }: { inMinutes?: number; specificTime?: Date } = {}): void {
    this.#deadline = specificTime?.getTime() ?? (inMinutes === undefined ? undefined : Date.now() + inMinutes * 60_000);
    this.#cancelDeadline();
    if (this.#deadline !== undefined && this.#isRunning) {
      this.#cancelDeadline = afterMinutes((this.#deadline - Date.now()) / 60_000, () => {
        this.#search?.stop("The search has reached its time limit.");
      });
    }
  }

  /** When the search will be stopped; undefined where it has no limit. */
  getTimeLimit(): Date | undefined {
    return this.#deadline === undefined ? undefined : new Date(this.#deadline);
  }

  /** Whether the search still runs although its time is over. */
  reachedTimeLimit(): boolean {
    return this.#isRunning && this.#deadline !== undefined && Date.now() > this.#deadline;
  }

  /** Sets how often the search is shown on its task while jobs end. @default 0.5 minutes */
  setReportPeriod(minutes: number): void {
    this.#reportPeriod = minutes;
    this.#progress?.setPeriod(minutes);
  }

  /** The strategy of the search; undefined before it has begun. */
  getOptimizer(): SearchStrategy | undefined {
    return this.#strategy;
  }

  /** The tasks of the jobs that wait or run. */
  getActiveExperiments(): Task[] {
    return (this.#search?.active ?? []).map(({ task }) => task);
  }

  /** Counts the jobs that wait or run. */
  getNumActiveExperiments(): number {
    return this.#search?.active.length ?? 0;
  }

  /** The values of all jobs so far, by the ids of their tasks. */
  getCreatedJobs(): Map<string, ParameterSample> {
    return new Map((this.#search?.jobs ?? []).map(({ id, parameters }) => [id, parameters]));
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
      optimizerTaskId: this.#task?.id ?? this.#settings.baseTaskId,
      ...(onlyCompleted && { filter: { status: ["completed"] } }),
    });
  }

  async #connection(): Promise<Connection> {
    return this.#options.connection ?? this.#task?.connection ?? (await defaultConnection());
  }

  /** A beginning that failed may be tried again. */
  async #beginOnce(
    options: StartSearchOptions,
    runnerOf: (settings: SearchSettings) => JobRunner,
    isQueued: boolean,
  ): Promise<void> {
    this.#beginning ??= this.#begin(options, runnerOf, isQueued).catch((error: unknown) => {
      this.#beginning = undefined;
      throw error;
    });
    await this.#beginning;
  }

  async #begin(
    { jobCompleteCallback }: StartSearchOptions,
    runnerOf: (settings: SearchSettings) => JobRunner,
    isQueued: boolean,
  ): Promise<void> {
    const connection = await this.#connection();
    const task = await this.#openTask(connection);
    const settings = this.#settings;
    if (settings.hyperParameters.length === 0) {
      throw new SearchDefinitionError("A search needs at least one parameter to try.");
    }
    const base = await Task.get({ id: settings.baseTaskId }, { connection });
    const objective = this.objectiveMetric;
    const { strategyOptions, hyperParameters, concurrency, totalMaxJobs, computeTimeLimit, timeLimitPerJob } = settings;
    warnOfWhatIsMissing(base, settings, objective);
    this.#strategy = new settings.strategy({ ...strategyOptions, hyperParameters, objective });
    const { spawnProject, jobName = defaultJobName } = this.#options;
    const projectId =
      spawnProject === undefined ? task?.project.id : (await findOrCreateProject(connection, spawnProject)).id;
    const { maxIterationPerJob } = strategyOptions;
    const limits = { concurrency, totalMaxJobs, computeTimeLimit, timeLimitPerJob, maxIterationPerJob };
    const progress = new SearchProgress({
      connection,
      task,
      objective,
      limits,
      queue: isQueued ? settings.queue : undefined,
      kept: this.#options.saveTopKTasksOnly ?? 0,
      usedTime: () => this.#usedTime(),
      jobCompleteCallback,
    });
    const search = new SearchRun({
      connection,
      origin: { base, optimizerId: task?.id, projectId, name: jobName },
      strategy: this.#strategy,
      runner: runnerOf(settings),
      objective,
      limits,
      lookEvery: settings.poolPeriod,
      onEnd: (job) => progress.add(job),
    });
    progress.setPeriod(this.#reportPeriod);
    this.#progress = progress;
    this.#search = search;
    this.#run(search, progress);
    const { optimizationTimeLimit: inMinutes } = settings;
    this.setTimeLimit(
      this.#deadline === undefined
        ? { ...(inMinutes !== undefined && { inMinutes }) }
        : { specificTime: new Date(this.#deadline) },
    );
  }

  #run(search: SearchRun, progress: SearchProgress): void {
    this.#startedAt = Date.now();
    this.#isRunning = true;
    const follow = async () => {
      try {
        progress.follow(search);
        await search.run();
      } finally {
        this.#cancelDeadline();
        await progress.finish().finally(() => {
          this.#isRunning = false;
        });
      }
    };
    this.#ended = follow();
    // Whoever waits for the search is told; nobody has to.
    this.#ended.catch(() => {});
  }

  #usedTime(): number | undefined {
    return this.#deadline === undefined || this.#startedAt === undefined
      ? undefined
      : (Date.now() - this.#startedAt) / (this.#deadline - this.#startedAt);
  }

  /** The optimizer's task with the settings of the search on it; undefined where there is none, or it is over and only read. */
  async #openTask(connection: Connection): Promise<Task | undefined> {
    const { autoConnectTask = true, alwaysCreateTask = false } = this.#options;
    if (this.#task === undefined && alwaysCreateTask) {
      const base = await Task.get({ id: this.#settings.baseTaskId }, { connection });
      const name = `Optimizing: ${base.name}`;
      this.#task = await Task.init({ project: base.project, name, type: "optimizer" }, { connection });
      this.#ownsTask = true;
    }
    const task = this.#task;
    if (task === undefined) {
      return undefined;
    }
    if (task.status !== "created" && task.status !== "in_progress") {
      throw new SearchDefinitionError(
        `The optimizer's task ${task.id} is "${task.status}", so it can only be read: its best jobs are found without a start.`,
      );
    }
    await task.addTags(OPTIMIZATION);
    if (autoConnectTask !== false) {
      this.#settings = await connectSettings(task, this.#settings);
    }
    return task;
  }
}

/** A wrong name is no error, because a program may add parameters and scalars while it runs. */
function warnOfWhatIsMissing(base: Task, { hyperParameters }: SearchSettings, objective: Objective): void {
  const parameters = base.getParameters();
  const missing = hyperParameters.flatMap(({ names }) => names).filter((name) => !(name in parameters));
  if (missing.length > 0) {
    base.connection.warn(`The base task ${base.id} has no parameters named ${missing.join(", ")}.`);
  }
  if (objective.valueOf(base.record) === undefined) {
    base.connection.warn(`The base task ${base.id} has not reported the objective "${objective.name}".`);
  }
}

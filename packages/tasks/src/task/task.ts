import { defaultConnection } from "@clearml-ts/client";
import type { ConfigurationItem, LogEvent, PlotEvent, ScriptRecord } from "@clearml-ts/protocol";
import { Artifact } from "../artifacts/artifact.ts";
import { type ArtifactValue, artifactBody } from "../artifacts/artifact-body.ts";
import { storeArtifact } from "../artifacts/store-artifact.ts";
import { currentTask } from "../current-task.ts";
import { ReportError, TaskStoppedError } from "../errors.ts";
import { type ConfigurationOptions, configurationFile, configurationItem } from "../parameters/configuration.ts";
import {
  flattenParameters,
  type ParameterNotes,
  parameterItems,
  readHyperparams,
  withItems,
} from "../parameters/hyperparams.ts";
import { type ParameterTree, type ParameterValue, parameterText, parameterType } from "../parameters/parameter-text.ts";
import { describeEnvironment } from "../program/environment.ts";
import { type ProjectReference, projectReference } from "../project-name.ts";
import { findQueueId } from "../queues.ts";
import { BatchReporter } from "../report/batch-reporter.ts";
import { deliverEvents } from "../report/deliver-events.ts";
import { Logger } from "../report/logger.ts";
import { fetchConsole, fetchPlots, fetchScalars, fetchSingleValues, type ReportedScalars } from "../report/reported.ts";
import type { DeliveryReport } from "../report/reporter.ts";
import { createDraft } from "./create-draft.ts";
import { describeFailure } from "./failure.ts";
import { Heartbeat } from "./heartbeat.ts";
import { findTaskRecord, type ListTasksOptions, listTaskRecords } from "./task-lookup.ts";
import type {
  CloneTaskOptions,
  ConnectionOptions,
  StatusOptions,
  TaskLookup,
  TaskOptions,
  UploadArtifactOptions,
} from "./task-options.ts";
import { TaskState } from "./task-state.ts";
import { TaskView } from "./task-view.ts";
import { inTurn } from "./turns.ts";

/** Runtime property of a task that has just started. */
const NOT_BEGUN = { progress: "0" };
/** Runtime property of a task that is complete. */
const DONE = { progress: "100" };

/**
 * One run of something worth keeping: its parameters, what it measured, what it said and what it made.
 *
 * A task that was started here (by {@link Task.init} or {@link Task.start}) pings the server while it runs, and is
 * completed when it is disposed of while still in progress. `await using` cannot tell a normal end from an exception:
 * use `withTask()` where a failure must be recorded as one, or call {@link Task.fail}.
 */
export class Task extends TaskView implements AsyncDisposable {
  /** Reports what the task measures, shows and says. */
  readonly logger: Logger;
  readonly #state: TaskState;
  readonly #stopped = new AbortController();
  #heartbeat: Heartbeat | undefined;

  private constructor(state: TaskState, project: ProjectReference) {
    super(state, project);
    this.#state = state;
    const { connection, id } = state;
    this.logger = new Logger({
      taskId: id,
      reporter: new BatchReporter({
        taskId: id,
        send: (events, signal) => deliverEvents(connection.session, events, signal),
        warn,
      }),
      storage: connection.storage,
      worker: connection.config.workerName,
      sampleDestination: connection.config.filesServer,
      keyPrefix: this.keyPrefix,
      warn,
      now: Date.now,
    });
  }

  /** Makes a task for the running program and starts it. */
  static async init(options: TaskOptions, { connection }: ConnectionOptions = {}): Promise<Task> {
    const { script, runtime } = await describeEnvironment();
    const content = { script, ...options, runtime: { ...runtime, ...NOT_BEGUN, ...options.runtime } };
    const task = await Task.#open(await createDraft(connection ?? (await defaultConnection()), content));
    return task.start();
  }

  /** Makes a draft, to be filled in and started or put in a queue later. */
  static async create(options: TaskOptions, { connection }: ConnectionOptions = {}): Promise<Task> {
    return Task.#open(await createDraft(connection ?? (await defaultConnection()), options));
  }

  /**
   * Loads a task by its id, or by its name in a project.
   *
   * @throws {TaskNotFoundError} when there is none.
   */
  static async get(lookup: TaskLookup, { connection }: ConnectionOptions = {}): Promise<Task> {
    const from = connection ?? (await defaultConnection());
    return Task.#open(
      "id" in lookup ? await TaskState.load(from, lookup.id) : new TaskState(from, await findTaskRecord(from, lookup)),
    );
  }

  /** Yields tasks, last updated first, asking for the next page only when you get there. */
  static async *list(options: ListTasksOptions = {}, { connection }: ConnectionOptions = {}): AsyncGenerator<Task> {
    const from = connection ?? (await defaultConnection());
    for await (const record of listTaskRecords(from, options)) {
      yield await Task.#open(new TaskState(from, record));
    }
  }

  /** The task that the running code belongs to, inside `withTask()` or `runInTask()`. */
  static current(): Task | undefined {
    return currentTask();
  }

  static async #open(state: TaskState): Promise<Task> {
    return new Task(state, await projectReference(state.connection, state.record.project));
  }

  /** Aborted, with a {@link TaskStoppedError}, when somebody stops the task from outside. */
  get signal(): AbortSignal {
    return this.#stopped.signal;
  }

  /** Reads the task again from the server. */
  async reload(): Promise<this> {
    await this.#state.reload();
    return this;
  }

  // --- Parameters, configuration and notes -------------------------------------------------------------------------

  /** Stores the parameters a program works with, under a section, and returns them. */
  async connect<T extends object>(params: T, { section = "General" }: { section?: string } = {}): Promise<T> {
    const flat = flattenParameters(params as unknown as ParameterTree, `${section}/`);
    await this.#editParameters(flat, {}, "none");
    return params;
  }

  /** Sets parameters by full name (`section/name`), keeping the others unless `replace` says so. */
  async setParameters(
    values: ParameterTree,
    { replace = false, ...notes }: ParameterNotes & { replace?: boolean } = {},
  ): Promise<void> {
    await this.#editParameters(flattenParameters(values), notes, replace ? "all" : "none");
  }

  /** All parameters as values, by full name, as of the last reload. */
  getParameters(): Record<string, ParameterValue> {
    return readHyperparams(this.record.hyperparams ?? {});
  }

  /** One parameter as a value, by full name, as of the last reload. */
  getParameter(name: string): ParameterValue | undefined {
    return this.getParameters()[name];
  }

  /** Stores the configuration a program works with, given as an object or as the path of a file, and returns it. */
  async connectConfiguration<T extends ParameterTree | { path: string }>(
    configuration: T,
    { name = "General", description }: { name?: string; description?: string } = {},
  ): Promise<T> {
    const { path, ...rest } = configuration as { path?: unknown };
    const isFile = typeof path === "string" && Object.keys(rest).length === 0;
    const options: ConfigurationOptions = isFile
      ? await configurationFile(path)
      : { value: configuration as ParameterTree };
    await this.setConfigurationObject(name, { ...options, ...(description !== undefined && { description }) });
    return configuration;
  }

  /** Stores a configuration object; objects and lists become HOCON, texts stay as they are. */
  async setConfigurationObject(name: string, options: ConfigurationOptions): Promise<void> {
    const item = configurationItem(name, options);
    await this.#state.edit(({ configuration }) => ({ configuration: { ...configuration, [name]: item } }));
  }

  /** A configuration object with its text, as of the last reload. */
  getConfigurationObject(name: string): ConfigurationItem | undefined {
    return this.record.configuration?.[name];
  }

  /** Sets runtime properties, keeping the others. */
  async setRuntimeProperties(properties: Record<string, string | number | boolean>): Promise<void> {
    await this.#state.edit(({ runtime }) => ({ runtime: { ...runtime, ...properties } }));
  }

  /** Sets properties that people see and may change on the page, whatever the status is. */
  async setUserProperties(properties: Record<string, ParameterValue>): Promise<void> {
    const hyperparams = Object.entries(properties).map(([name, value]) => {
      const type = parameterType(value);
      return { section: "properties", name, value: parameterText(value), ...(type && { type }), description: "" };
    });
    await this.#services.editHyperParams({ task: this.id, hyperparams, replace_hyperparams: "none" });
    await this.reload();
  }

  async addTags(...tags: string[]): Promise<void> {
    await this.#state.edit((record) => ({ tags: [...new Set([...(record.tags ?? []), ...tags])] }));
  }

  async removeTags(...tags: string[]): Promise<void> {
    await this.#state.edit((record) => ({ tags: (record.tags ?? []).filter((tag) => !tags.includes(tag)) }));
  }

  /** Replaces the tags by which ClearML itself sorts tasks. */
  async setSystemTags(tags: readonly string[]): Promise<void> {
    await this.#state.edit(() => ({ system_tags: tags }));
  }

  async setName(name: string): Promise<void> {
    await this.#state.edit(() => ({ name }));
  }

  async setComment(comment: string): Promise<void> {
    await this.#state.edit(() => ({ comment }));
  }

  /** Shows how far the task is, from 0 to 100. */
  async setProgress(percent: number): Promise<void> {
    await this.setRuntimeProperties({ progress: String(Math.round(Math.min(100, Math.max(0, percent)))) });
  }

  /** Changes the description of the code; what is not given stays. */
  async setScript(script: ScriptRecord): Promise<void> {
    await this.#state.edit((record) => ({ script: { ...record.script, ...script } }));
  }

  // --- Artifacts and models ----------------------------------------------------------------------------------------

  /**
   * Stores a value under a name; see {@link ArtifactValue} for what becomes what.
   *
   * @throws {ArtifactError} when the value has no stored form.
   * @throws {TaskStateError} when the task is over.
   */
  async uploadArtifact(name: string, value: ArtifactValue, options: UploadArtifactOptions = {}): Promise<Artifact> {
    const { metadata, preview, extension, signal } = options;
    const body = await artifactBody(name, value, extension === undefined ? {} : { extension });
    try {
      const record = await storeArtifact(name, body, {
        storage: this.connection.storage,
        folder: this.outputFolder,
        now: new Date(),
        ...(metadata && { metadata }),
        ...(preview !== undefined && { preview }),
        ...(signal && { signal }),
      });
      await this.#state.attempt(`add artifact "${name}" to`, () =>
        this.#services.addOrUpdateArtifacts({ task: this.id, artifacts: [record], force: true }),
      );
      return new Artifact(record, this.connection.storage);
    } finally {
      await body.discard();
    }
  }

  /** Lists a model among those the task took or made. */
  async addModel({ name, model, type }: { name: string; model: string; type: "input" | "output" }): Promise<void> {
    await this.#state.attempt(`add model "${name}" to`, () =>
      this.#services.addOrUpdateModel({ task: this.id, name, model, type }),
    );
  }

  // --- What was reported -------------------------------------------------------------------------------------------

  /** Reads the curves the task reported, thinned out by the server where they are long. */
  getReportedScalars(): Promise<ReportedScalars> {
    return fetchScalars(this.connection, this.id);
  }

  /** Reads the values the task reported without iterations. */
  getReportedSingleValues(): Promise<Record<string, number>> {
    return fetchSingleValues(this.connection, this.id);
  }

  /** Reads the newest plot of every title and series. */
  getReportedPlots(): Promise<PlotEvent[]> {
    return fetchPlots(this.connection, this.id);
  }

  /** Reads the console, oldest first, page by page. */
  getReportedConsole(): AsyncGenerator<LogEvent> {
    return fetchConsole(this.connection, this.id);
  }

  // --- Life --------------------------------------------------------------------------------------------------------

  /**
   * Starts the task in this process: it is in progress from now on, and pings the server.
   *
   * @throws {TaskStateError} when it cannot be started as it is.
   */
  async start({ force = false }: { force?: boolean } = {}): Promise<this> {
    const isNew = this.record.started === undefined;
    await this.#state.move("start", () => this.#services.started({ task: this.id, force }));
    const { runtime } = await describeEnvironment();
    if (!(isNew && this.#hasRuntime({ ...runtime, ...NOT_BEGUN }))) {
      await this.setRuntimeProperties({ ...runtime, ...NOT_BEGUN });
    }
    if (!this.#heartbeat?.running) {
      this.#heartbeat = new Heartbeat({
        connection: this.connection,
        taskId: this.id,
        onStopped: (status) => this.#stopped.abort(new TaskStoppedError(this.id, status)),
      });
    }
    return this;
  }

  /**
   * Waits until everything reported so far is on the server.
   *
   * @throws {ReportError} when it could not be sent; it is kept and tried again.
   */
  async flush(): Promise<void> {
    await this.logger.flush();
  }

  /**
   * Ends the task well, after a flush.
   *
   * @throws {TaskStateError} when it is not in progress.
   */
  async complete({ message, force = false }: StatusOptions = {}): Promise<void> {
    await this.flush();
    const body = {
      task: this.id,
      force,
      status_reason: "completed",
      ...(message !== undefined && { status_message: message }),
    };
    await this.#state.move("complete", () => this.#services.completed(body));
    this.#heartbeat?.stop();
    if (!this.#hasRuntime(DONE)) {
      await this.setRuntimeProperties(DONE);
    }
  }

  /**
   * Ends the task as failed. A text is the reason as it is; of an error, the stack goes to the console log and the
   * message to the record, as an exception that ends a Python program does.
   *
   * @throws {TaskStateError} when it is not in progress.
   */
  async fail(reason: unknown, { force = false }: { force?: boolean } = {}): Promise<void> {
    const failure = describeFailure(reason);
    this.logger.reportText(failure.details, { level: "error" });
    // What cannot be sent now is kept, and counted by close(); it must not keep the failure from being recorded.
    await this.flush().catch(() => {});
    const status_reason = reason instanceof Error ? `Exception ${failure.reason}` : failure.reason;
    await this.#state.move("fail", () =>
      this.#services.failed({ task: this.id, force, status_reason, status_message: failure.reason }),
    );
    this.#heartbeat?.stop();
  }

  /**
   * Ends the task as stopped, after a flush.
   *
   * @throws {TaskStateError} when it is neither queued nor in progress.
   */
  async stop({ message, force = false }: StatusOptions = {}): Promise<void> {
    await this.flush();
    const body = {
      task: this.id,
      force,
      ...(message !== undefined && { status_reason: message, status_message: message }),
    };
    await this.#state.move("stop", () => this.#services.stopped(body));
    this.#heartbeat?.stop();
  }

  /**
   * Freezes a task that is over, and publishes its last output model.
   *
   * @throws {TaskStateError} when it is not over.
   */
  async publish({ message, force = false }: StatusOptions = {}): Promise<void> {
    const body = { task: this.id, force, ...(message !== undefined && { status_message: message }) };
    await this.#state.attempt("publish", () => this.#services.publish(body));
  }

  /**
   * Makes the task a draft again and deletes its results: metrics, plots, console, output artifacts and draft models.
   *
   * @throws {TaskStateError} when it is published.
   */
  async reset({ force = false }: { force?: boolean } = {}): Promise<void> {
    await this.#state.attempt("reset", () => this.#services.reset({ task: this.id, force }));
    this.#heartbeat?.stop();
  }

  /**
   * Puts the task in a queue, given by name or id.
   *
   * @throws {QueueNotFoundError} when there is no such queue.
   * @throws {TaskStateError} when it cannot be queued as it is.
   */
  async enqueue(queue: string): Promise<void> {
    const id = await findQueueId(this.connection, queue);
    await this.#state.attempt("enqueue", () => this.#services.enqueue({ task: this.id, queue: id }));
  }

  /** Takes the task out of its queue. */
  async dequeue(): Promise<void> {
    await this.#state.attempt("dequeue", () => this.#services.dequeue({ task: this.id }));
  }

  /** Makes a draft of the task's code, parameters and configuration; results stay behind. */
  async clone({ name = `Clone Of ${this.name}`, parent = this.id }: CloneTaskOptions = {}): Promise<Task> {
    const { id } = await this.#services.clone({ task: this.id, new_task_name: name, new_task_parent: parent });
    return Task.get({ id }, { connection: this.connection });
  }

  /**
   * Sends what is left, stops all timers and tells how the reports fared; the status stays. Once the signal is aborted
   * nothing more is sent. Closing twice is harmless.
   */
  async close(options: { signal?: AbortSignal } = {}): Promise<DeliveryReport> {
    this.#heartbeat?.stop();
    return this.logger.close(options);
  }

  /**
   * Completes the task if it was started here and is still in progress, and closes it.
   *
   * @throws {ReportError} when not everything reported has arrived.
   */
  async [Symbol.asyncDispose](): Promise<void> {
    try {
      if (this.#heartbeat?.running && (await this.#state.reload()).status === "in_progress") {
        await this.complete();
      }
    } catch (error) {
      // The server had its chance: waiting for it once more would only double the time until the error is seen.
      await this.close({ signal: AbortSignal.abort() });
      throw error;
    }
    const { pending, reason } = await this.close();
    if (pending > 0) {
      throw new ReportError(this.id, pending, { cause: reason });
    }
  }

  get #services() {
    return this.connection.services.tasks;
  }

  async #editParameters(
    values: ReadonlyMap<string, ParameterValue>,
    notes: ParameterNotes,
    replace_hyperparams: "none" | "all",
  ): Promise<void> {
    await inTurn(this.connection, this.id, async () => {
      const { hyperparams: stored = {} } = await this.#state.reload();
      const hyperparams = parameterItems(stored, values, notes);
      await this.#state.attempt(
        "set parameters of",
        () => this.#services.editHyperParams({ task: this.id, hyperparams, replace_hyperparams, force: true }),
        () => ({ hyperparams: withItems(replace_hyperparams === "all" ? {} : stored, hyperparams) }),
      );
    });
  }

  #hasRuntime(properties: Readonly<Record<string, string>>): boolean {
    const { runtime = {} } = this.record;
    return Object.entries(properties).every(([name, value]) => runtime[name] === value);
  }
}

function warn(message: string): void {
  process.emitWarning(message, { type: "ClearMLWarning" });
}

import { AsyncLocalStorage } from "node:async_hooks";
import { type CallBudget, defaultConnection, isOffline } from "@clearml-ts/client";
import { LOOK_EVERY } from "../artifacts/registered/registered-tables.ts";
import { KeptUploads } from "../delivery/kept-uploads.ts";
import type { DeliveryReport } from "../delivery/reporter.ts";
import type { TaskReporter } from "../delivery/task-reporter.ts";
import { type ReportWaitOptions, withinTime } from "../delivery/time-limit.ts";
import { ReportError } from "../errors.ts";
import { endWithProgram } from "../exit/open-work.ts";
import { ResourceMonitor } from "../monitor/resource-monitor.ts";
import { type ImportOfflineSessionOptions, importSession } from "../offline/import/import-session.ts";
import { offlineConnection, packSession } from "../offline/offline-connection.ts";
import type { ParameterTree } from "../parameters/parameter-text.ts";
import { type ProjectReference, projectReference } from "../project-name.ts";
import { TaskState } from "../record/task-state.ts";
import { recoverJournals } from "../recovery/recover.ts";
import { RunningTask } from "../recovery/running-task.ts";
import {
  checkRemoteExecution,
  type ExecuteRemotelyOptions,
  requireQueue,
  sendToQueue,
} from "../remote/execute-remotely.ts";
import { type FunctionTaskOptions, functionTask } from "../remote/function-task.ts";
import type { Logger } from "../report/logger.ts";
import { taskLogger } from "../report/task-logger.ts";
import { addWhatIsMissing } from "./beginning/agent-task.ts";
import { beginTask } from "./beginning/begin-task.ts";
import { createDraft } from "./beginning/create-draft.ts";
import { type ImportedTask, importChanges } from "./exported-task.ts";
import { findTaskRecord, listTaskRecords } from "./find/task-lookup.ts";
import type { ListTasksOptions } from "./find/task-query.ts";
import { describeFailure } from "./life/failure.ts";
import { TaskLife } from "./life/task-life.ts";
import { TaskMoves } from "./task-moves.ts";
import type {
  CloneTaskOptions,
  ConnectionOptions,
  CreateTaskOptions,
  InitTaskOptions,
  StatusOptions,
  TaskLookup,
} from "./task-options.ts";

/** The task that the running code belongs to; entered by `runInTask()`. */
export const taskContext = new AsyncLocalStorage<Task>();

/**
 * One run of a program that is worth keeping: its parameters, measurements, console output and results.
 *
 * A task that was started here (by {@link Task.init} or {@link Task.start}) pings the server while it runs, and is
 * completed when it is disposed of while still in progress. `await using` cannot tell a normal end from an exception:
 * use `withTask()` where a failure must be recorded as one, or call {@link Task.fail}. One of {@link Task.init} that is
 * still in progress when the program ends gets its status then, as by the Python SDK.
 */
export class Task extends TaskMoves implements AsyncDisposable {
  /** Reports scalars, plots, media and console lines of the task. */
  readonly logger: Logger;
  readonly #state: TaskState;
  readonly #life: TaskLife;
  readonly #reporter: TaskReporter;
  readonly #machineLogger: Logger;

  private constructor(state: TaskState, project: ProjectReference) {
    const life = new TaskLife(state);
    const uploads = new KeptUploads(state.connection, state.id);
    super(state, project, { life, uploads });
    this.#state = state;
    this.#life = life;
    const { logger, machineLogger, reporter } = taskLogger(this.connection, {
      taskId: this.id,
      keyPrefix: this.keyPrefix,
      uploads,
      iterationOffset: () => life.initialIteration,
    });
    this.logger = logger;
    this.#machineLogger = machineLogger;
    this.#reporter = reporter;
  }

  /**
   * Makes a task for the running program and starts it; or runs an earlier one, as the options say. Under an agent, the
   * first call of a process takes up the task that the agent runs, whatever it is told. Offline it makes a session on this
   * machine, whatever connection it is given. All of its calls together take at most five minutes.
   *
   * @throws {@link TaskNotFoundError} when the server does not have the task that an option or the agent names.
   * @throws {@link TaskStateError} when it cannot be started, or used again, as it is.
   */
  static async init(
    { resourceMonitor = true, ...options }: InitTaskOptions,
    { connection }: ConnectionOptions = {},
  ): Promise<Task> {
    const from = isOffline() ? await offlineConnection() : (connection ?? (await defaultConnection()));
    return from.session.budget("Task.init()").run(async () => {
      const { state, initialIteration } = await beginTask(from, options);
      const task = await Task.#begin(state, resourceMonitor);
      task.setInitialIteration(initialIteration);
      if (state.origin.serverWins) {
        await addWhatIsMissing(state, options);
      }
      return task;
    });
  }

  /** Makes a draft, to be filled in and started or put in a queue later. */
  static async create(options: CreateTaskOptions, { connection }: ConnectionOptions = {}): Promise<Task> {
    return Task.#open(await createDraft(connection ?? (await defaultConnection()), options));
  }

  /**
   * Loads a task by its id, or by its name in a project.
   *
   * @throws {@link TaskNotFoundError} when there is none.
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

  /** Makes a draft of what `exportTask()` gave, in the project that it names; in Python's form, and from either language. */
  static async importTask(content: ImportedTask, where: ConnectionOptions = {}): Promise<Task> {
    const { project_name: project = "", name = "Imported task", type = "training" } = content;
    const task = await Task.create({ project, name, type }, where);
    await task.#state.edit((record) => importChanges(record, content, { update: false }));
    return task;
  }

  /**
   * Brings the session of a task that ran offline to the server, from its folder or its zip, of either language, and returns the
   * task: its code, parameters, configuration, artifacts and models, and all that it reported.
   *
   * @throws {@link OfflineSessionError} when the session lacks a part, or has one that leads out of it.
   * @throws {@link ArchiveError} when the zip is damaged, would write elsewhere, or is far larger than it looks.
   */
  static async importOfflineSession(
    session: string,
    options: ImportOfflineSessionOptions = {},
    { connection }: ConnectionOptions = {},
  ): Promise<Task> {
    const from = connection ?? (await defaultConnection());
    return Task.get({ id: await importSession(from, session, options) }, { connection: from });
  }

  /** The task that the running code belongs to, inside `withTask()` or `runInTask()`. */
  static current(): Task | undefined {
    return taskContext.getStore();
  }

  /** Starts a task whose end is that of the program, if nothing ends it before. */
  static async #begin(state: TaskState, monitored: boolean): Promise<Task> {
    const task = await (await Task.#open(state)).start();
    recoverJournals(task.connection);
    const forget = endWithProgram(new RunningTask({ task, reporter: task.#reporter, ...state.origin }));
    const monitor = monitored ? new ResourceMonitor({ reports: task.#machineLogger, program: task.logger }) : undefined;
    const looking = setInterval(() => void task.#lookAtTables(), LOOK_EVERY).unref();
    task.#life.onRest(() => {
      clearInterval(looking);
      monitor?.stop();
      forget();
    });
    return task;
  }

  static async #open(state: TaskState): Promise<Task> {
    return new Task(state, await projectReference(state.connection, state.record.project));
  }

  // --- Life --------------------------------------------------------------------------------------------------------

  /**
   * Starts the task in this process: it is in progress from now on, and pings the server.
   *
   * @throws {@link TaskStateError} when it cannot be started as it is.
   */
  async start(options: { force?: boolean } = {}): Promise<this> {
    await this.#life.start(options);
    return this;
  }

  /**
   * Waits until everything reported so far is on the server, registered tables included. Takes at most its `timeout`, five minutes.
   *
   * @throws {@link ReportError} when it could not be sent; it is kept and tried again.
   * @throws {@link ArtifactError} when a registered table is not one any more.
   */
  async flush(options: ReportWaitOptions = {}): Promise<void> {
    await withinTime(this.id, options, async (signal) => {
      await this.logger.flush({ ...options, signal });
      await this.syncRegisteredArtifacts({ ...options, signal });
    });
  }

  /**
   * Ends the task well, after a flush. Both together take at most five minutes.
   *
   * @throws {@link TaskStateError} when it is not in progress.
   */
  async complete(options: StatusOptions = {}): Promise<void> {
    await this.#budget("complete").run(async () => {
      await this.flush();
      await this.#life.complete(options);
    });
  }

  /**
   * Ends the task as failed. A text is the reason as it is; of an error, the stack goes to the console log and the
   * message to the record, as an exception that ends a Python program does. Takes at most the five minutes of a flush,
   * and as much for the record.
   *
   * @throws {@link TaskStateError} when it is not in progress.
   */
  async fail(reason: unknown, { force = false }: { force?: boolean } = {}): Promise<void> {
    const failure = describeFailure(reason);
    this.logger.reportText(failure.details, { level: "error" });
    // Lines that cannot be sent now are kept, and counted by close(); they must not keep the failure from being recorded.
    await this.flush().catch(() => {});
    const why = reason instanceof Error ? `Exception ${failure.reason}` : failure.reason;
    await this.#budget("fail").run(() => this.#life.fail({ reason: why, message: failure.reason, force }));
  }

  /**
   * Ends the task as stopped, after a flush. Both together take at most five minutes.
   *
   * @throws {@link TaskStateError} when it is neither queued nor in progress.
   */
  async stop(options: StatusOptions = {}): Promise<void> {
    await this.#budget("stop").run(async () => {
      await this.flush();
      await this.#life.stop(options);
    });
  }

  /**
   * Lets the running program go on elsewhere: makes it the program of the task, puts the task in a queue, and ends this
   * process with exit code 0. Without a queue, the task is left as a draft. Under an agent it does nothing and the program
   * goes on, so what comes behind the call runs there only. Parameters that were set before win there.
   *
   * A task that does not run in this process is put in the queue as it is. Returns the task that will be run, where the
   * process does not end.
   *
   * @throws {@link ProgramError} when the program cannot be sent; the task runs on here.
   * @throws {@link BundlerNotFoundError} when esbuild is not installed.
   * @throws {@link RemoteExecutionError} when neither a clone is sent nor the process may end, or when no queue is named for a task that does not run here.
   * @throws {@link QueueNotFoundError} when the queue does not exist.
   */
  async executeRemotely(queue?: string, options: ExecuteRemotelyOptions = {}): Promise<Task | undefined> {
    if (this.underAgent) {
      return undefined;
    }
    const { clone = false, exit = true } = options;
    if (!this.#life.runsHere) {
      const target = clone ? await this.clone() : this;
      await target.enqueue(requireQueue(this.id, queue));
      return target;
    }
    checkRemoteExecution(this.id, options);
    const target = await sendToQueue(this, queue, options);
    return exit ? process.exit(0) : target;
  }

  /**
   * Makes a draft that runs one function of this program, with arguments that people may change on the page, under `Function`. Put
   * it in a queue: under the agent the program runs up to the same call, which calls the function then and ends the process.
   * So the call must be reached there too. In the run of another function's draft the call does nothing.
   *
   * Returns the draft, where the function is not run here.
   *
   * @throws {@link ProgramError} when the program cannot be sent.
   * @throws {@link BundlerNotFoundError} when esbuild is not installed.
   * @throws {@link RemoteExecutionError} when the name of the function is empty, or was used before.
   */
  async createFunctionTask<Args extends ParameterTree>(
    run: (args: Args) => unknown,
    args: Args,
    options: FunctionTaskOptions,
  ): Promise<Task | undefined> {
    const isTakenUp = this.#state.origin.serverWins;
    const made = await functionTask(this, { run, args }, options, { isTakenUp });
    if (made !== "done") {
      return made;
    }
    await this[Symbol.asyncDispose]();
    return process.exit(0);
  }

  /** Makes a draft of the task's code, parameters and configuration; results stay behind. Takes at most five minutes. */
  clone({ name = `Clone Of ${this.name}`, parent = this.id }: CloneTaskOptions = {}): Promise<Task> {
    const { connection, id: task } = this;
    return this.#budget("clone").run(async () => {
      const { id } = await connection.services.tasks.clone({ task, new_task_name: name, new_task_parent: parent });
      return Task.get({ id }, { connection });
    });
  }

  /**
   * Sends the reports that are left, stops all timers and tells how the reports fared; the status stays. Takes at most its
   * `timeout`, five minutes: when that is over, or the signal is aborted, nothing more is sent. Offline, the session is packed into
   * a zip. Closing twice is harmless.
   */
  async close(options: ReportWaitOptions = {}): Promise<DeliveryReport> {
    this.#life.rest();
    await this.#lookAtTables(options);
    const report = await this.logger.close(options);
    await packSession(this.connection);
    return report;
  }

  /**
   * Completes the task if it was started here and is still in progress, and closes it; under an agent, which sets the
   * status from the exit code, only closes it. Takes at most five minutes.
   *
   * @throws {@link ReportError} when not everything reported has arrived.
   */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#budget("[Symbol.asyncDispose]").run(() => this.#end());
  }

  async #end(): Promise<void> {
    try {
      if (this.#life.runsHere && !this.underAgent && (await this.#state.reload()).status === "in_progress") {
        await this.complete();
      }
    } catch (error) {
      // The server had its chance: waiting for it once more would only double the time until the error is seen.
      await this.close({ signal: AbortSignal.abort() });
      throw error;
    }
    const { pending, stored, reason } = await this.close();
    if (pending > 0) {
      throw new ReportError(this.id, pending, { stored, cause: reason });
    }
  }

  /** Stores registered tables that have changed; what goes wrong is a warning. */
  async #lookAtTables(options: ReportWaitOptions = {}): Promise<void> {
    if (!options.signal?.aborted) {
      await this.syncRegisteredArtifacts(options).catch((error: unknown) => {
        this.connection.warn(error instanceof Error ? error.message : String(error));
      });
    }
  }

  /** The time that the calls of one method share, waits for reports included. */
  #budget(method: string): CallBudget {
    return this.connection.session.budget(`task.${method}()`);
  }
}

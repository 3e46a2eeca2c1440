import { AsyncLocalStorage } from "node:async_hooks";
import { defaultConnection, isOffline } from "@clearml-ts/client";
import { type ImportOfflineSessionOptions, importSession } from "../offline/import/import-session.ts";
import { offlineConnection } from "../offline/offline-connection.ts";
import type { ParameterTree } from "../parameters/parameter-text.ts";
import { type ProjectReference, projectReference } from "../project-name.ts";
import { TaskState } from "../record/task-state.ts";
import {
  checkRemoteExecution,
  type ExecuteRemotelyOptions,
  requireQueue,
  sendToQueue,
} from "../remote/running/execute-remotely.ts";
import { type FunctionTaskOptions, functionTask } from "../remote/running/function-task.ts";
import { addWhatIsMissing } from "./beginning/agent-task.ts";
import { beginTask } from "./beginning/begin-task.ts";
import { createDraft } from "./beginning/create-draft.ts";
import { startForProgram } from "./beginning/start-for-program.ts";
import { cloneRequest } from "./copy/clone-request.ts";
import { type ImportedTask, importChanges } from "./copy/exported-task.ts";
import { findTaskRecord, listTaskRecords } from "./find/task-lookup.ts";
import type { ListTasksOptions } from "./find/task-query.ts";
import { type TaskParts, taskParts } from "./life/task-parts.ts";
import type {
  CloneTaskOptions,
  ConnectionOptions,
  CreateTaskOptions,
  InitTaskOptions,
  TaskLookup,
} from "./task-options.ts";
import { TaskRun } from "./task-run.ts";

/** The task that the running code belongs to; entered by `runInTask()`. */
export const taskContext = new AsyncLocalStorage<Task>();

/**
 * One run of a program that is worth keeping: its parameters, measurements, console output and results.
 *
 * A task that was started here (by {@link Task.init} or {@link Task.start}) pings the server while it runs, and is
 * completed when it is disposed of while still in progress. `await using` cannot tell a normal end from an exception, unless
 * that ends the program at once: use `withTask()` where it is caught, or call {@link Task.fail}. One of {@link Task.init} that is
 * still in progress when the program ends gets its status then, as by the Python SDK.
 */
export class Task extends TaskRun {
  readonly #state: TaskState;
  readonly #parts: TaskParts;

  private constructor(state: TaskState, project: ProjectReference) {
    const parts = taskParts(state, project);
    super(state, project, parts);
    this.#state = state;
    this.#parts = parts;
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
      const task = await Task.#open(state);
      await startForProgram(task, task.#parts, { origin: state.origin, monitored: resourceMonitor });
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

  static async #open(state: TaskState): Promise<Task> {
    return new Task(state, await projectReference(state.connection, state.record.project));
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
    if (!this.#parts.life.runsHere) {
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

  /**
   * Makes a draft of the task's code, parameters and configuration; results stay behind. Takes at most five minutes.
   *
   * @throws {@link InvalidNameError} when the name, or that of a project to be made, is too short.
   */
  clone(options: CloneTaskOptions = {}): Promise<Task> {
    const { connection } = this;
    return connection.session.budget("task.clone()").run(async () => {
      const { id } = await connection.services.tasks.clone(await cloneRequest(this, options));
      return Task.get({ id }, { connection });
    });
  }
}

import { defaultConnection } from "@clearml-ts/client";
import type { KeptUploads } from "../delivery/kept-uploads.ts";
import { InvalidValueError } from "../errors.ts";
import type { ProjectReference } from "../project-name.ts";
import { countEnqueuedTasks, findQueueName } from "../queues.ts";
import type { TaskState } from "../record/task-state.ts";
import { PUBLISH_ON_COMPLETE, type TaskLife } from "./life/task-life.ts";
import { type WaitForStatusOptions, waitForStatus } from "./life/wait-for-status.ts";
import { type DeleteTaskOptions, deleteTask } from "./removal/delete-task.ts";
import type { ConnectionOptions, StatusOptions } from "./task-options.ts";
import { TaskReports } from "./task-reports.ts";

/** A task that anybody may move from status to status, wherever it runs, with the iteration at which its run begins. */
export abstract class TaskMoves extends TaskReports {
  readonly #state: TaskState;
  readonly #life: TaskLife;

  protected constructor(
    state: TaskState,
    project: ProjectReference,
    { life, uploads }: { life: TaskLife; uploads: KeptUploads },
  ) {
    super(state, project, uploads);
    this.#state = state;
    this.#life = life;
  }

  /**
   * Counts the tasks that wait in a queue, given by name or id.
   *
   * @throws {@link QueueNotFoundError} when there is neither.
   */
  static async getNumEnqueuedTasks(queue: string, { connection }: ConnectionOptions = {}): Promise<number> {
    return await countEnqueuedTasks(connection ?? (await defaultConnection()), queue);
  }

  /**
   * Adds a number to the iterations of all reports from now on, as for a run that goes on from a checkpoint.
   *
   * @throws {@link InvalidValueError} when it is not a whole number.
   */
  setInitialIteration(offset: number): void {
    if (!Number.isSafeInteger(offset)) {
      throw new InvalidValueError(`The initial iteration must be a whole number, not ${String(offset)}.`);
    }
    this.#life.initialIteration = offset;
  }

  /** The number that is added to the iterations of reports; 0 unless the task is continued. */
  getInitialIteration(): number {
    return this.#life.initialIteration;
  }

  /**
   * Aborted, with a {@link TaskStoppedError}, when somebody stops the task from outside. Who asks for it ends the work; a
   * program of {@link Task.init} that never did is ended, unless it has other tasks, as by the Python SDK.
   */
  get signal(): AbortSignal {
    return this.#life.signal;
  }

  /**
   * Has a function called once when somebody stops the task from outside, in place of the one before; `null` takes it back.
   * Its failure is a warning. The program ends after it, unless it has asked for {@link Task.signal}.
   */
  registerAbortCallback(callback: (() => unknown) | null): void {
    this.#life.onAbort(callback);
  }

  /**
   * Freezes a task that is over, and publishes its last output model.
   *
   * @throws {@link TaskStateError} when it is not over.
   */
  async publish(options: StatusOptions = {}): Promise<void> {
    await this.#life.publish(options);
  }

  /**
   * Makes the task a draft again and deletes its results: metrics, plots, console, output artifacts and draft models.
   *
   * @throws {@link TaskStateError} when it is published.
   */
  async reset(options: { force?: boolean } = {}): Promise<void> {
    await this.#life.reset(options);
  }

  /**
   * Puts the task in a queue, given by name or id. Takes at most five minutes.
   *
   * @throws {@link QueueNotFoundError} when the queue does not exist.
   * @throws {@link TaskStateError} when it cannot be queued as it is.
   */
  async enqueue(queue: string): Promise<void> {
    await this.connection.session.budget("task.enqueue()").run(() => this.#life.enqueue(queue));
  }

  /**
   * Takes the task out of its queue.
   *
   * @throws {@link TaskStateError} when it is not queued.
   */
  async dequeue(): Promise<void> {
    await this.#life.dequeue();
  }

  /** The queue that the task was put in last, by id and name; undefined when there is none. */
  async getExecutedQueue(): Promise<{ id: string; name: string | undefined } | undefined> {
    const id = this.record.execution?.queue;
    return id ? { id, name: await findQueueName(this.connection, id) } : undefined;
  }

  /**
   * Asks whoever runs the task to stop it: its program sees {@link Task.signal}, an agent ends the program. A task that
   * nobody runs is stopped at once.
   *
   * @throws {@link TaskStateError} when it is neither queued nor in progress.
   */
  async stopRequest(options: StatusOptions = {}): Promise<void> {
    await this.#life.stopRequest(options);
  }

  /** Has the task published when it completes, or no longer. */
  async publishOnCompletion(enable = true): Promise<void> {
    await this.#state.addRuntime({ [PUBLISH_ON_COMPLETE]: enable });
  }

  /**
   * Waits until the task is over, or has another status that is asked for, and reads it again.
   *
   * @throws {@link UnexpectedStatusError} when it fails, or has another status that ends the wait.
   * @throws {@link TaskNotFoundError} when it is deleted meanwhile.
   */
  async waitForStatus(options: WaitForStatusOptions = {}): Promise<this> {
    await waitForStatus(this.#state, options);
    return this;
  }

  /**
   * Deletes the task, with the artifacts, models and debug samples that it stored. Files that it only links to, published
   * models and those that other tasks work with stay. Takes at most five minutes, and the time of removing files elsewhere.
   *
   * @throws {@link TaskStateError} when it is published.
   * @throws {@link LeftoverFilesError} when files could not be removed; the task is deleted then.
   */
  async delete(options: DeleteTaskOptions = {}): Promise<void> {
    this.#life.rest();
    await this.connection.session.budget("task.delete()").run(() => deleteTask(this.#state, options));
  }
}

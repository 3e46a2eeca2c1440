import type { Task } from "@clearml-ts/tasks";
import type { SchedulerContext, SchedulerOptions } from "./scheduler-context.ts";
import { SchedulerLoop } from "./scheduler-loop.ts";
import type { SchedulerWork } from "./scheduler-work.ts";

/** Minutes between two looks at the configuration on the task. */
const SYNC_MINUTES = 15;

/** A program that starts tasks and functions for as long as it runs, and keeps what it knows on a task of its own. */
export abstract class Scheduler implements AsyncDisposable {
  readonly #context: SchedulerContext;
  readonly #loop: SchedulerLoop;
  readonly #stopping = new AbortController();
  readonly #ended = new AbortController();
  #running: Promise<void> | undefined;

  protected constructor(context: SchedulerContext, work: SchedulerWork, options: SchedulerOptions) {
    const { syncFrequencyMinutes: minutes = SYNC_MINUTES } = options;
    this.#context = context;
    this.#loop = new SchedulerLoop(context, work, { syncEvery: minutes * 60_000 });
  }

  /** The task of the scheduler; undefined before it has begun. */
  get task(): Task | undefined {
    return this.#context.task;
  }

  /**
   * Runs the scheduler until it is stopped, from outside too, or the signal is aborted. It goes on from the state that its task has; a time
   * that was missed meanwhile is made up for once.
   */
  start({ signal }: { signal?: AbortSignal } = {}): Promise<void> {
    signal?.addEventListener("abort", () => this.#stopping.abort(), { once: true, signal: this.#ended.signal });
    if (signal?.aborted) {
      this.#stopping.abort();
    }
    this.#running ??= this.#loop.run(this.#stopping.signal).finally(() => this.#ended.abort());
    return this.#running;
  }

  /**
   * Sends the scheduler with its program to a queue and ends this process, as {@link Task.executeRemotely} does; under an agent the call
   * runs it.
   *
   * @throws {@link QueueNotFoundError} when the queue does not exist.
   */
  async startRemotely(queue = "services"): Promise<void> {
    const task = await this.#context.openTask();
    if (!task.underAgent) {
      await this.#loop.store(task);
    }
    await task.executeRemotely(queue);
    await this.start();
  }

  /** Stops the scheduler and waits for the functions that it has called; tasks that it has started go on. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  /** Stops the scheduler, and ends the task that was made for it. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    if (this.#context.ownsTask) {
      await this.task?.[Symbol.asyncDispose]();
    }
  }
}

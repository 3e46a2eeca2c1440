import { setTimeout as delay } from "node:timers/promises";
import type { Connection } from "@clearml-ts/client";
import { ApiError } from "@clearml-ts/protocol";
import type { PulledTask } from "../run/task-run.ts";
import type { NextRun } from "../slot/next-run.ts";
import { isTransient } from "../until-answered.ts";

/** How often the queues are looked through at least, in milliseconds: the official agent's pace. */
const POLL_MS = 5000;

/** The pause after a call that was not answered, in milliseconds. */
const PAUSE_MS = 1000;

/** Calls that closing waits for end in time, and are made once. */
const once = { retries: 0, timeout: 10_000 } as const;

/**
 * Takes tasks from queues, those of the first queue first. While all are empty, the server is asked to tell as soon as a task is put
 * into one of them. That call takes no task, so no task is lost when its answer is; the call that does has a name, under which it is
 * made again.
 */
export class QueueReader {
  readonly #connection: Connection;
  readonly #queues: readonly string[];
  readonly #nextRun: NextRun;
  /** Tasks that were queued up to this moment were looked for already. */
  #seen: string | undefined;

  constructor(connection: Connection, queues: readonly string[], nextRun: NextRun) {
    this.#connection = connection;
    this.#queues = queues;
    this.#nextRun = nextRun;
  }

  /** Waits for a task; undefined when the signal ends the wait. */
  async next(signal: AbortSignal): Promise<PulledTask | undefined> {
    while (!signal.aborted) {
      try {
        const pulled = await this.#pull(signal);
        if (pulled && signal.aborted) {
          await this.#putBack(pulled);
        } else if (pulled) {
          return pulled;
        }
        await this.#wait(signal);
      } catch (error) {
        if (!signal.aborted && !isTransient(error)) {
          throw error;
        }
        await pause(PAUSE_MS, signal);
      }
    }
    return undefined;
  }

  async #pull(signal: AbortSignal): Promise<PulledTask | undefined> {
    const run = await this.#nextRun.name();
    for (const queue of this.#queues) {
      // Not under the signal: of a server that does not look at names, a task whose answer nobody reads is in no queue any more.
      signal.throwIfAborted();
      try {
        const options = { ...once, identity: `${run}/${queue}` };
        const { entry } = await this.#connection.services.queues.getNextTask({ queue }, options);
        if (entry) {
          return { task: entry.task, queue, run };
        }
      } catch (error) {
        if (!(error instanceof ApiError) || isTransient(error)) {
          throw error;
        }
        this.#connection.warn(`Queue ${queue} cannot be read: ${error.message}`);
      }
    }
    return undefined;
  }

  /** Puts a task back to the head of its queue. */
  async #putBack({ task, queue }: PulledTask): Promise<void> {
    const { queues } = this.#connection.services;
    await queues.addTask({ task, queue, update_execution_queue: false }, once);
    await queues.moveTaskToFront({ task, queue }, once);
    await this.#nextRun.renew();
  }

  /** Waits until a task is queued, and no longer than the next look is due. */
  async #wait(signal: AbortSignal): Promise<void> {
    const began = performance.now();
    const { tasks } = await this.#connection.services.tasks.getAll(
      {
        status: ["queued"],
        "execution.queue": this.#queues,
        ...(this.#seen !== undefined && { status_changed: [`>${this.#seen}`] }),
        search_hidden: true,
        only_fields: ["status_changed"],
        order_by: ["-status_changed"],
        page: 0,
        page_size: 1,
      },
      { signal, waitUpTo: POLL_MS, retries: 0 },
    );
    const newest = tasks[0]?.status_changed;
    if (newest !== undefined) {
      this.#seen = newest;
      return;
    }
    // A server that does not hold its answers back.
    await pause(POLL_MS - (performance.now() - began), signal);
  }
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (milliseconds > 0) {
    await delay(milliseconds, undefined, { signal }).catch(() => {});
  }
}

import { join } from "node:path";
import { readEnvironment } from "@clearml-ts/client";
import { findQueueId, QueueNotFoundError } from "@clearml-ts/tasks";
import { type AgentOptions, type AgentSettings, checkOptions } from "./options.ts";
import { endLeftoverRun } from "./run/end-leftover-run.ts";
import { type Slot, takeAbandonedSlots, takeSlots } from "./slot/slot.ts";
import { registerWorker, work } from "./worker/worker.ts";

/** A running agent: takes tasks from queues and runs them on this machine. */
export interface Agent extends AsyncDisposable {
  /** The ids of its workers, one for each slot. */
  readonly workers: readonly string[];
  /** Settles when all workers have ended: after `close()` or the signal, or rejects with the error that ended them. */
  readonly ended: Promise<void>;
  /** Takes no more tasks, stops those that run, reports them as stopped, and signs the workers off. Closing twice is harmless. */
  close(): Promise<void>;
}

const GRACE_MS = 10_000;

/**
 * Starts an agent in this process. It is signed on when this resolves.
 *
 * @throws {@link InvalidValueError} when `slots` or `grace` make no sense.
 * @throws {@link QueueNotFoundError} when there is no such queue.
 * @throws {@link AgentFolderError} when its folder cannot be used.
 */
export async function startAgent(options: AgentOptions): Promise<Agent> {
  const { connection, slots: count = 1, name = connection.config.workerName, env = process.env, signal } = options;
  const { python, grace = GRACE_MS, onEvent: emit = () => {} } = options;
  checkOptions({ slots: count, grace });
  signal?.throwIfAborted();
  const queues = await findQueues(options);
  const settings: AgentSettings = { connection, queues, python, grace, env, emit };
  const root = rootFolder(options);
  const slots = await takeSlots(root, name, count);
  try {
    for (const slot of slots) {
      await registerWorker(settings, slot);
    }
  } catch (error) {
    await Promise.all(slots.map((slot) => slot.release()));
    throw error;
  }
  const agent = new SlotAgent(settings, slots, await takeAbandonedSlots(root, name));
  agent.closeWith(signal);
  emit({ event: "listening", workers: agent.workers, queues });
  return agent;
}

class SlotAgent implements Agent {
  readonly workers: readonly string[];
  readonly ended: Promise<void>;
  readonly #closing = new AbortController();

  constructor(settings: AgentSettings, slots: readonly Slot[], abandoned: readonly Slot[]) {
    this.workers = slots.map(({ workerId }) => workerId);
    const { signal } = this.#closing;
    const working = slots.map((slot) => work(settings, slot, signal));
    const tidying = abandoned.map((slot) => tidy(settings, slot, signal));
    this.ended = Promise.all([...working, ...tidying]).then(() => {});
    // One that fails does not leave the others running unseen.
    this.ended.catch(() => this.#closing.abort());
  }

  /** Closes the agent when a signal is aborted, which it may be already. */
  closeWith(signal: AbortSignal | undefined): void {
    const close = () => this.#closing.abort();
    signal?.addEventListener("abort", close, { once: true, signal: this.#closing.signal });
    if (signal?.aborted) {
      close();
    }
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.ended;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}

/** Ends what an earlier agent, with more slots than this one, left in a slot. */
async function tidy(settings: AgentSettings, slot: Slot, closing: AbortSignal): Promise<void> {
  try {
    await endLeftoverRun(settings, slot, closing);
  } catch (error) {
    if (!closing.aborted) {
      throw error;
    }
  } finally {
    await slot.release();
  }
}

async function findQueues({ connection, queues = [], createQueues = false }: AgentOptions): Promise<string[]> {
  if (queues.length === 0) {
    return [(await connection.services.queues.getDefault()).id];
  }
  const ids: string[] = [];
  for (const queue of queues) {
    try {
      ids.push(await findQueueId(connection, queue));
    } catch (error) {
      if (!createQueues || !(error instanceof QueueNotFoundError)) {
        throw error;
      }
      ids.push((await connection.services.queues.create({ name: queue })).id);
    }
  }
  return [...new Set(ids)];
}

/** One folder a server, so that runs are reported where they came from. */
function rootFolder({ connection, folder }: AgentOptions): string {
  const base = folder ?? join(readEnvironment().home, ".clearml", "agent");
  return join(base, encodeURIComponent(new URL(connection.config.apiServer).host));
}

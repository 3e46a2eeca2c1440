import { setTimeout as delay } from "node:timers/promises";
import type { Connection } from "@clearml-ts/client";
import type { TaskStatus } from "@clearml-ts/protocol";
import { type Change, changeOf, newsFor, type Sighting } from "./task-ends.ts";

/** For so long the server may hold an answer back; then all tasks are looked at, in case one was deleted. */
const HOLD_MS = 20_000;

/** Ids in one call; the server answers no more tasks at a time. */
const PAGE = 500;

/** How a task ended, as its watcher is told. */
export type WatchEnd = Extract<Change, { kind: "ended" | "lost" }>;

/** One task that somebody follows to its end. */
interface Followed {
  taskId: string;
  seen: Sighting;
  onMove(to: "queued" | "running"): void;
  resolve(end: WatchEnd): void;
  reject(error: unknown): void;
}

/** How one task is followed. */
export interface FollowOptions {
  /** Ends the wait; the task goes on. */
  signal: AbortSignal;
  /** Whether the task is a draft that somebody else will put in a queue. @default false */
  isDraft?: boolean;
  /** Is told when a worker takes the task, or puts it back. */
  onMove?: (to: "queued" | "running") => void;
}

/** Options of a {@link TaskWatch}. */
export interface TaskWatchOptions {
  connection: Connection;
  /** Milliseconds between two looks on a server that does not hold its answers back. */
  pollEvery: number;
}

/**
 * Follows any number of tasks that run elsewhere to their ends, with one waiting call for those in queues and one for those
 * that run.
 */
export class TaskWatch {
  readonly #options: TaskWatchOptions;
  readonly #followed = new Set<Followed>();
  /** Whether tasks have come or gone since the last look. */
  #isChanged = false;
  /** The present wait; it ends early when tasks come or go. */
  #waiting: AbortController | undefined;
  #loop: Promise<void> | undefined;

  constructor(options: TaskWatchOptions) {
    this.#options = options;
  }

  /**
   * Waits for the end of a task, which may be anywhere between its queue and its end; before its queue as well, if it is a draft that
   * somebody else will put there.
   *
   * @throws {@link Error} the reason of the signal, when it is aborted first; or why the server could not be asked.
   */
  follow(taskId: string, { signal, isDraft = false, onMove = () => {} }: FollowOptions): Promise<WatchEnd> {
    return new Promise<WatchEnd>((resolve, reject) => {
      signal.throwIfAborted();
      const onAbort = () => {
        this.#followed.delete(followed);
        this.#change();
        reject(signal.reason);
      };
      const settle = (end: () => void) => {
        signal.removeEventListener("abort", onAbort);
        this.#followed.delete(followed);
        end();
      };
      const followed: Followed = {
        taskId,
        seen: { status: "queued", drafts: isDraft ? Number.NEGATIVE_INFINITY : 0 },
        onMove,
        resolve: (end) => settle(() => resolve(end)),
        reject: (error) => settle(() => reject(error)),
      };
      signal.addEventListener("abort", onAbort, { once: true });
      this.#followed.add(followed);
      this.#change();
      this.#loop ??= this.#run();
    });
  }

  #change(): void {
    this.#isChanged = true;
    this.#waiting?.abort();
  }

  async #run(): Promise<void> {
    try {
      while (this.#followed.size > 0) {
        this.#isChanged = false;
        await this.#look();
        await this.#wait();
      }
    } catch (error) {
      for (const followed of [...this.#followed]) {
        followed.reject(error);
      }
    } finally {
      // In the same turn as the last look at what is followed, so that whoever comes next starts anew.
      this.#loop = undefined;
    }
  }

  async #look(): Promise<void> {
    const looked = [...this.#followed];
    const ids = [...new Set(looked.map(({ taskId }) => taskId))];
    const statuses = new Map<string, TaskStatus>();
    for (let first = 0; first < ids.length; first += PAGE) {
      const { tasks } = await this.#options.connection.services.tasks.getAll({
        id: ids.slice(first, first + PAGE),
        search_hidden: true,
        only_fields: ["id", "status"],
      });
      for (const { id, status } of tasks) {
        statuses.set(id, status);
      }
    }
    for (const followed of looked) {
      if (this.#followed.has(followed)) {
        see(followed, statuses.get(followed.taskId));
      }
    }
  }

  /** Returns when there may be news of a followed task. */
  async #wait(): Promise<void> {
    const running = new Set<string>();
    const waiting = new Set<string>();
    for (const { taskId, seen } of this.#followed) {
      (seen.status === "in_progress" ? running : waiting).add(taskId);
    }
    if (this.#isChanged || this.#followed.size === 0) {
      return;
    }
    const waits = new AbortController();
    this.#waiting = waits;
    try {
      await Promise.race([
        ...(waiting.size > 0 ? [this.#news([...waiting], "waiting", waits.signal)] : []),
        ...(running.size > 0 ? [this.#news([...running], "running", waits.signal)] : []),
      ]);
    } catch (error) {
      if (!waits.signal.aborted) {
        throw error;
      }
    } finally {
      this.#waiting = undefined;
      waits.abort();
    }
  }

  async #news(ids: string[], seen: "waiting" | "running", signal: AbortSignal): Promise<void> {
    const { connection, pollEvery } = this.#options;
    const { tasks } = await connection.services.tasks.getAll(
      {
        id: ids,
        status: newsFor(seen),
        search_hidden: true,
        only_fields: ["id"],
        page: 0,
        page_size: 1,
      },
      { signal, waitUpTo: HOLD_MS },
    );
    if (tasks.length === 0) {
      await delay(pollEvery, undefined, { signal });
    }
  }
}

/** Tells whoever follows a task what has become of it. */
function see(followed: Followed, status: TaskStatus | undefined): void {
  const { change, now } = changeOf(followed.seen, status);
  followed.seen = now;
  if (change.kind === "moved") {
    followed.onMove(change.to);
  } else if (change.kind !== "none") {
    followed.resolve(change);
  }
}

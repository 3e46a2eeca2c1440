import type { Connection } from "@clearml-ts/client";
import type { TaskStatus } from "@clearml-ts/protocol";
import { StopDetector } from "./stop-detection.ts";

/** Milliseconds between two looks at the tasks that run here, as by the Python SDK (`report_period_sec` of its `sdk.conf`). */
const LOOK_EVERY = 2_000;

/** Milliseconds between two pings of a task, as by the Python SDK (`ping_period_sec`). */
const PING_EVERY = 30_000;

/** Ids in one call; the server answers no more tasks at a time. */
const PAGE = 500;

/** Pings side by side. */
const PINGS = 4;

/** A task that runs in this process. */
export interface BeatingTask {
  taskId: string;
  /** Called once when somebody stopped the task from outside. */
  onStopped(status: TaskStatus): void;
}

/** The time of a {@link Heartbeat}. */
export interface HeartbeatOptions {
  /** Milliseconds between two looks. @default 2000 */
  lookEvery?: number;
  /** Milliseconds between two pings of a task. @default 30_000 */
  pingEvery?: number;
  /** Time in milliseconds. @default Date.now */
  now?: () => number;
}

/** One task of a {@link Heartbeat}, until it rests. */
interface Beat extends BeatingTask {
  detector: StopDetector;
  pinged: number;
}

/**
 * Tells the server that the tasks of this process are alive, and notices when somebody stops one. All tasks of a connection are
 * looked at by one call, so many of them cost as much as one.
 */
export class Heartbeat {
  readonly #connection: Connection;
  readonly #options: Required<HeartbeatOptions>;
  readonly #beats = new Set<Beat>();
  #timer: NodeJS.Timeout | undefined;
  /** Ends the calls under way when no task is left; undefined while none is under way. */
  #look: AbortController | undefined;

  constructor(connection: Connection, options: HeartbeatOptions = {}) {
    this.#connection = connection;
    this.#options = { lookEvery: LOOK_EVERY, pingEvery: PING_EVERY, now: Date.now, ...options };
  }

  /** Keeps a task alive until the returned function is called, which is harmless twice, or somebody stops the task. */
  add(task: BeatingTask): () => void {
    const beat: Beat = { ...task, detector: new StopDetector(), pinged: this.#options.now() };
    this.#beats.add(beat);
    this.#timer ??= setInterval(() => void this.look(), this.#options.lookEvery).unref();
    return () => this.#remove(beat);
  }

  /** Looks once; running programs go on when the server cannot be reached. */
  async look(): Promise<void> {
    if (this.#look) {
      return;
    }
    const looks = new AbortController();
    this.#look = looks;
    try {
      await this.#lookAtAll(looks.signal);
      await this.#pingAll(looks.signal);
    } catch {
      // The next look tries again.
    } finally {
      this.#look = undefined;
    }
  }

  async #lookAtAll(signal: AbortSignal): Promise<void> {
    const ids = [...new Set([...this.#beats].map(({ taskId }) => taskId))];
    for (let first = 0; first < ids.length; first += PAGE) {
      const { tasks } = await this.#connection.services.tasks.getAll(
        {
          id: ids.slice(first, first + PAGE),
          search_hidden: true,
          only_fields: ["id", "status", "status_message"],
        },
        { signal, retries: 0 },
      );
      const found = new Map(tasks.map((task) => [task.id, task]));
      for (const beat of [...this.#beats]) {
        const task = found.get(beat.taskId);
        if (task && beat.detector.observe({ status: task.status, message: task.status_message ?? "" })) {
          this.#remove(beat);
          beat.onStopped(task.status);
        }
      }
    }
  }

  async #pingAll(signal: AbortSignal): Promise<void> {
    const now = this.#options.now();
    const due = [...this.#beats].filter(({ pinged }) => now - pinged >= this.#options.pingEvery);
    const ping = async (beat: Beat) => {
      beat.pinged = now;
      await this.#connection.services.tasks.ping({ task: beat.taskId }, { signal, retries: 0 });
    };
    if (due.length === 0) {
      return;
    }
    const { default: pMap } = await import("p-map");
    await pMap(due, ping, { concurrency: PINGS, stopOnError: false });
  }

  #remove(beat: Beat): void {
    this.#beats.delete(beat);
    if (this.#beats.size === 0) {
      clearInterval(this.#timer);
      this.#timer = undefined;
      this.#look?.abort();
    }
  }
}

const heartbeats = new WeakMap<Connection, Heartbeat>();

/** Returns the heartbeat that all tasks of a connection share. */
export function heartbeatOf(connection: Connection): Heartbeat {
  const heartbeat = heartbeats.get(connection) ?? new Heartbeat(connection);
  heartbeats.set(connection, heartbeat);
  return heartbeat;
}

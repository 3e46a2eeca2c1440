import type { Connection } from "@clearml-ts/client";
import type { TaskStatus } from "@clearml-ts/protocol";
import { StopDetector } from "./stop-detection.ts";

/** The task that a {@link Heartbeat} keeps alive, and how often. */
export interface HeartbeatOptions {
  connection: Connection;
  taskId: string;
  /** Called once when somebody stopped the task from outside. */
  onStopped(status: TaskStatus): void;
  /** Time between two beats, in milliseconds. @default 30_000 */
  period?: number;
}

/** Tells the server that a task is alive, and notices when somebody stops it. */
export class Heartbeat {
  readonly #options: HeartbeatOptions;
  readonly #detector = new StopDetector();
  readonly #ended = new AbortController();
  readonly #timer: NodeJS.Timeout;
  #beating = false;

  constructor(options: HeartbeatOptions) {
    this.#options = options;
    this.#timer = setInterval(() => void this.beat(), options.period ?? 30_000).unref();
  }

  /** Whether it still beats. */
  get running(): boolean {
    return !this.#ended.signal.aborted;
  }

  /** Beats once; a running program goes on when the server cannot be reached. */
  async beat(): Promise<void> {
    if (this.#beating || !this.running) {
      return;
    }
    this.#beating = true;
    try {
      await this.#beat();
    } catch {
      // The next beat tries again.
    } finally {
      this.#beating = false;
    }
  }

  /** Stops for good; stopping twice is harmless. */
  stop(): void {
    clearInterval(this.#timer);
    if (this.running) {
      this.#ended.abort();
    }
  }

  async #beat(): Promise<void> {
    const { connection, taskId, onStopped } = this.#options;
    const { tasks } = connection.services;
    const call = { signal: this.#ended.signal, retries: 0 };
    const found = await tasks.getAll({ id: [taskId], only_fields: ["status", "status_message"] }, call);
    const [record] = found.tasks;
    if (!record || !this.running) {
      return;
    }
    if (this.#detector.observe({ status: record.status, message: record.status_message ?? "" })) {
      this.stop();
      onStopped(record.status);
    } else {
      await tasks.ping({ task: taskId }, call);
    }
  }
}

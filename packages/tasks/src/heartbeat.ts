import type { Connection } from "@clearml-ts/client";
import type { TaskStatus } from "@clearml-ts/protocol";
import { StopDetector } from "./stop-detection.ts";

/** What a {@link Heartbeat} is made of. */
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
  #timer: NodeJS.Timeout | undefined;

  constructor(options: HeartbeatOptions) {
    this.#options = options;
    this.#timer = setInterval(() => void this.beat(), options.period ?? 30_000).unref();
  }

  /** Whether it still beats. */
  get running(): boolean {
    return this.#timer !== undefined;
  }

  /** Beats once; a server that cannot be reached is no reason to stop a running program. */
  async beat(): Promise<void> {
    const { connection, taskId, onStopped } = this.#options;
    try {
      const { tasks } = await connection.services.tasks.getAll({
        id: [taskId],
        only_fields: ["status", "status_message"],
      });
      const status = tasks[0]?.status;
      if (!status || this.#timer === undefined) {
        return;
      }
      if (this.#detector.observe({ status, message: tasks[0]?.status_message ?? "" })) {
        this.stop();
        onStopped(status);
      } else {
        await connection.services.tasks.ping({ task: taskId });
      }
    } catch {
      // The next beat tries again.
    }
  }

  /** Stops for good; stopping twice is harmless. */
  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}

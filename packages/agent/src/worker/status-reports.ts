import type { Connection } from "@clearml-ts/client";
import type { PulledTask } from "../run/task-run.ts";
import { MachineMonitor } from "./machine-stats.ts";

/** How often a worker reports, in milliseconds: the official agent's pace. */
const REPORT_MS = 30_000;

/** A server that does not answer holds up no task, nor the end of the agent. */
const TIMEOUT_MS = 5000;

/** Tells the server that a worker lives, which task it runs and how its machine is. */
export class StatusReports {
  readonly #connection: Connection;
  readonly #worker: string;
  readonly #queues: readonly string[];
  readonly #monitor = new MachineMonitor();
  #running: PulledTask | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(connection: Connection, worker: string, queues: readonly string[]) {
    this.#connection = connection;
    this.#worker = worker;
    this.#queues = queues;
  }

  start(): void {
    this.#timer = setInterval(() => void this.#report(true), REPORT_MS);
    void this.#report(false);
  }

  /** Reports which task the worker runs now, if any. */
  async change(running: PulledTask | undefined): Promise<void> {
    this.#running = running;
    await this.#report(false);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async #report(measured: boolean): Promise<void> {
    const { task = null, queue = null } = this.#running ?? {};
    try {
      const machine_stats = measured ? await this.#monitor.measure() : null;
      await this.#connection.services.workers.statusReport(
        { worker: this.#worker, timestamp: Date.now(), task, queue, queues: this.#queues, machine_stats, tags: null },
        { retries: 0, timeout: TIMEOUT_MS },
      );
    } catch (error) {
      this.#connection.warn(`Worker ${this.#worker} cannot report: ${error instanceof Error ? error.message : error}`);
    }
  }
}

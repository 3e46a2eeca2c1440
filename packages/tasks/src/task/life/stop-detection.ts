import type { TaskStatus } from "@clearml-ts/protocol";

/** The status of a running task, as the server answers it. */
export interface StatusReport {
  status: TaskStatus;
  message: string;
}

/** A task that is a draft this many times in a row was reset. */
const RESET_AFTER = 4;

/** Tells from successive status reports whether somebody stopped the task, by the rules of the Python SDK. */
export class StopDetector {
  #drafts = 0;

  /** Takes the newest report; answers whether the task should stop. */
  observe({ status, message }: StatusReport): boolean {
    this.#drafts = status === "created" ? this.#drafts + 1 : 0;
    switch (status) {
      case "in_progress":
        return message.includes("stopping");
      case "created":
        return this.#drafts >= RESET_AFTER;
      case "queued":
        return false;
      default:
        // An agent that hands a task over says so in the message.
        return !message.includes("worker");
    }
  }
}

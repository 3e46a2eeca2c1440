import type { TaskEvent } from "@clearml-ts/protocol";

/** How a reporter's events fared. */
export interface DeliveryReport {
  /** Events the server has taken. */
  sent: number;
  /** Events that are still here. */
  pending: number;
  /** Events the server refused for good. */
  rejected: number;
  /** Why the last attempt failed, while something is pending; or why events were refused. */
  reason?: Error;
}

/** Where a task's events go; a logger only knows this much of it. */
export interface Reporter {
  /** Accepts an event. It neither waits nor throws; events arrive in the order they were accepted. */
  report(event: TaskEvent): void;
  /**
   * Waits until everything accepted so far has arrived.
   *
   * @throws {ReportError} when it could not be sent; it is kept and tried again.
   */
  flush(): Promise<void>;
  /** Sends what it can, stops, and says how it went; it never throws. */
  close(options?: { signal?: AbortSignal }): Promise<DeliveryReport>;
}

import type { TaskEvent } from "@clearml-ts/protocol";

/** The numbers of events that were sent, kept and refused. */
export interface DeliveryReport {
  /** Events the server has taken. */
  sent: number;
  /** Events that are still here, in memory or on disk. */
  pending: number;
  /** Those of them that are on disk: the next program that connects to the server delivers them, or `clearml-ts sync`. */
  stored: number;
  /** Events the server refused for good, and those that there was no room for. */
  rejected: number;
  /** Why the last attempt failed, while something is pending; or why events were refused. */
  reason?: Error;
}

/** The receiver of a task's events; a logger knows no more of it than this. */
export interface Reporter {
  /** Longest time that an event waits for others to go with it, in milliseconds; undefined until it is flushed. */
  maxWait?: number | undefined;
  /** Accepts an event. It neither waits nor throws; events arrive in the order they were accepted. */
  report(event: TaskEvent): void;
  /**
   * Waits until everything accepted so far has arrived, or the signal is aborted.
   *
   * @throws {@link ReportError} when it could not be sent; it is kept and tried again.
   */
  flush(options?: { signal?: AbortSignal }): Promise<void>;
  /** Sends the events it can until the signal is aborted, stops, and answers how they fared; it never throws. */
  close(options?: { signal?: AbortSignal }): Promise<DeliveryReport>;
}

import { ClearMLError } from "@clearml-ts/protocol";

/** The reports that are kept, and why they were not sent. */
export interface KeptReports extends ErrorOptions {
  /** Events that are on disk. @default 0 */
  stored?: number;
}

/** Thrown by a flush when the server could not be sent all reports. */
export class ReportError extends ClearMLError {
  override name = "ReportError";
  /** Events that are on disk: the next program that connects to the server delivers them, or `clearml-ts sync`. */
  readonly stored: number;

  constructor(
    readonly taskId: string,
    /** Events that are kept, and will be sent again. */
    readonly pending: number,
    { stored = 0, ...options }: KeptReports = {},
  ) {
    const where = stored > 0 ? "kept on disk" : "kept";
    const why = options.cause instanceof Error ? `: ${options.cause.message}` : ".";
    super(`${pending} events of task ${taskId} could not be sent and are ${where} for another try${why}`, options);
    this.stored = stored;
  }
}

/** The reason why reports are waited for no longer: the time of a flush or a close is over. */
export class ReportTimeoutError extends ClearMLError {
  override name = "ReportTimeoutError";

  constructor(
    readonly taskId: string,
    /** Milliseconds that the server was given. */
    readonly timeout: number,
  ) {
    super(
      `The server did not take the reports of task ${taskId} within ${timeout / 1000} s. Try again later, or pass a longer timeout.`,
    );
  }
}

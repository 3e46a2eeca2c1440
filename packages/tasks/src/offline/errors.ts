import { ClearMLError } from "@clearml-ts/protocol";

/** Facts about a session that cannot be used, besides the message. */
export interface OfflineSessionErrorOptions extends ErrorOptions {
  /** The file of the session that is missing although the task names it. */
  lostFile?: string;
}

/** Thrown when the session of a task that ran offline lacks a part, or has one that must not be followed. */
export class OfflineSessionError extends ClearMLError {
  override name = "OfflineSessionError";
  /** The file of the session that is missing although the task names it; undefined where something else is wrong. */
  readonly lostFile: string | undefined;

  constructor(
    /** The folder or archive as it was named. */
    readonly session: string,
    problem: string,
    { lostFile, ...options }: OfflineSessionErrorOptions = {},
  ) {
    super(`The offline session ${session} ${problem}`, options);
    this.lostFile = lostFile;
  }
}

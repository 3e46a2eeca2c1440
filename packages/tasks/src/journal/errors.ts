import { ClearMLError } from "@clearml-ts/protocol";

/** The reason why an artifact or a sample that could not be sent is not kept on the disk either. */
export class SpoolFullError extends ClearMLError {
  override name = "SpoolFullError";

  constructor(
    asked: string,
    /** Bytes that the process may keep. */
    readonly limit: number,
  ) {
    super(`It is ${asked}, and a process keeps ${limit} bytes at most until the server has taken some.`);
  }
}

import { withoutFrames } from "./without-frames.ts";

/** There was no answer: the reason, as an error code where there is one. Stays inside this package. */
export class TransportFailure extends Error {
  override name = "TransportFailure";

  constructor(
    readonly reason: string,
    options: ErrorOptions,
  ) {
    super(reason, { cause: withoutFrames(options.cause) });
    this.stack = `TransportFailure: ${reason}`;
  }
}

/** An answer did not end within the bytes that are read. Stays inside this package. */
export class ReplyTooLongError extends Error {
  override name = "ReplyTooLongError";

  constructor(readonly limit: number) {
    super(`the answer is longer than ${limit} bytes`);
  }
}

/** A server said nothing for too long. Stays inside this package. */
export class SilentServerError extends Error {
  override name = "SilentServerError";
  readonly code = "ETIMEDOUT";

  constructor(readonly milliseconds: number) {
    super(`the server said nothing for ${milliseconds} ms`);
  }
}

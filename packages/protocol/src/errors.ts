import type { ResponseMeta } from "./envelope.ts";
import type { Result } from "./results.ts";

/** Base of every error that the ClearML packages throw on purpose. */
export class ClearMLError extends Error {
  override name = "ClearMLError";
}

/** The parts of an {@link ApiError}. */
export interface ApiErrorDetails extends ErrorOptions {
  /** Name of the endpoint that was called, such as `tasks.get_by_id`. */
  endpoint: string;
  /** Code of the answer, equal to its HTTP status. */
  resultCode: number;
  /** The result within that code. */
  resultSubcode: number;
  /** The server's own words. */
  serverMessage: string;
  /** A sentence that says what the reader may try next. */
  advice?: string;
}

/** Thrown when the server understood a call and answered it with something else than success. */
export class ApiError extends ClearMLError {
  override name = "ApiError";

  /** Name of the endpoint that was called. */
  readonly endpoint: string;
  /** Code of the answer, equal to its HTTP status. */
  readonly resultCode: number;
  /** The result within that code. */
  readonly resultSubcode: number;
  /** The server's own words. */
  readonly serverMessage: string;

  constructor(details: ApiErrorDetails) {
    const { endpoint, resultCode, resultSubcode, serverMessage, advice } = details;
    const code = `${resultCode}/${resultSubcode}`;
    super(`${endpoint} was answered ${code}: ${serverMessage}${advice === undefined ? "" : ` ${advice}`}`, details);
    this.endpoint = endpoint;
    this.resultCode = resultCode;
    this.resultSubcode = resultSubcode;
    this.serverMessage = serverMessage;
  }

  /** Makes the error of a failed answer from the meta part of its envelope. */
  static fromMeta(endpoint: string, meta: ResponseMeta, options?: ErrorOptions): ApiError {
    return new ApiError({
      ...options,
      endpoint,
      resultCode: meta.result_code,
      resultSubcode: meta.result_subcode,
      serverMessage: meta.result_msg,
    });
  }

  /** Tells whether this is a particular row of the table of results, as in `error.is(results.invalidTaskId)`. */
  is(result: Result): boolean {
    return this.resultCode === result.code && this.resultSubcode === result.subcode;
  }
}

/** Thrown when a value has no stored form. */
export class UnwritableValueError extends ClearMLError {
  override name = "UnwritableValueError";

  constructor(
    /** Where the value is, such as `$.options[2]`. */
    readonly path: string,
    /** The kind of value, such as `a function`. */
    readonly kind: string,
    /** A sentence that says what to store instead. */
    readonly advice = "Leave it out, or put plain data in its place.",
  ) {
    super(`Cannot write ${kind} at ${path} as JSON. ${advice}`);
  }
}

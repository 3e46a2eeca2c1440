import type { BatchEndpointName, EndpointName, WaitingEndpointName } from "@clearml-ts/protocol";

/** Options of a single call. */
export interface CallOptions {
  /** Attempts after the first one while the server is busy or cannot be reached. @default those of the connection, 8 unless it was told otherwise */
  retries?: number | undefined;
  /** Longest time of the call, all attempts included, in milliseconds. @default that of the connection, 5 minutes unless it was told otherwise */
  timeout?: number | undefined;
  /**
   * Names a call that changes something, so that it is done once however often it is sent: the embedded server answers the
   * same again, others do not look at the name. Pass one to make a call again whose answer was lost, with the same request.
   * @default a new name for each call, kept over its retries
   */
  identity?: string | undefined;
  signal?: AbortSignal | undefined;
}

/** Options of a call whose empty answer may be held back. */
export interface WaitingCallOptions extends CallOptions {
  /**
   * Milliseconds for which the server may hold an empty answer back, until there is something to answer: a minute at most. The
   * embedded server does; others answer at once, so ask again after a pause of your own. Comes on top of `timeout`. @default 0
   */
  waitUpTo?: number | undefined;
}

/** Options of a call to an endpoint. */
export type CallOptionsOf<E extends EndpointName> = E extends WaitingEndpointName ? WaitingCallOptions : CallOptions;

/** Endpoints that take one JSON object. */
export type JsonEndpointName = Exclude<EndpointName, BatchEndpointName>;

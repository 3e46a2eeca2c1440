/** The endpoint that was asked for and the one that answered. */
export interface ResponseEndpoint {
  /** Name in the form `service.action`. */
  name: string;
  /** Version in the path of the call; a number in answers to calls below 2.1. */
  requested_version: string | number;
  /** Least version of the handler that was chosen; a number in answers to calls below 2.1. */
  actual_version: string | number | null;
}

/** The part of an answer that says how the call went. */
export interface ResponseMeta {
  /** Id of the call, 32 hexadecimal digits. */
  id: string;
  /** Transaction the call belongs to: what the caller sent, or the id of the call. */
  trx: string;
  endpoint: ResponseEndpoint;
  /** 200 for success; always equal to the HTTP status. */
  result_code: number;
  result_subcode: number;
  result_msg: string;
  /** Where it failed, on servers that are configured to tell. */
  error_stack: string | null;
  error_data: Record<string, unknown>;
}

/** The JSON object that wraps every answer of the API. */
export interface Envelope<T> {
  meta: ResponseMeta;
  /** The reply of the endpoint; an empty object when the call failed. */
  data: T;
}

/** One item that a `…_many` endpoint could not deal with. */
export interface BatchFailure {
  id: string;
  error: {
    /** Code and subcode. */
    codes: [code: number, subcode: number];
    msg: string;
    data?: Record<string, unknown>;
  };
}

/** Answer of a `…_many` endpoint, which succeeds as a call even when single items fail. */
export interface BatchReply<T> {
  succeeded: T[];
  failed: BatchFailure[];
}

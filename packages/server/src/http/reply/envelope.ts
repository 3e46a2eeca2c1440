import type { Envelope, ResponseMeta, Result } from "@clearml-ts/protocol";

/** The identity of a call, as its answer repeats it. */
export interface CallIdentity {
  readonly id: string;
  readonly trx: string;
  readonly endpoint: ResponseMeta["endpoint"];
}

/** How an answer is written besides its content. */
export interface EnvelopeOptions {
  /** Turns the text into the one that this caller has to see. */
  readonly show: (text: string) => string;
  readonly headers?: Headers;
}

/** Wraps an answer; the HTTP status is always the code in it. */
export function envelopeResponse(
  { id, trx, endpoint }: CallIdentity,
  result: Result,
  data: unknown,
  { show, headers = new Headers() }: EnvelopeOptions,
): Response {
  const envelope: Envelope<unknown> = {
    meta: {
      id,
      trx,
      endpoint,
      result_code: result.code,
      result_subcode: result.subcode,
      result_msg: result.text,
      error_stack: null,
      error_data: {},
    },
    data,
  };
  const body = Buffer.from(show(JSON.stringify(envelope)));
  headers.set("content-type", "application/json");
  headers.set("content-length", String(body.length));
  return new Response(body, { status: result.code, headers });
}

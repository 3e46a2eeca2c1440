import type { EndpointName, Envelope, ReplyOf, RequestOf } from "@clearml-ts/protocol";

/** Where the API is on the origin of the page. */
const API = "/api";

/** Thrown when the server refuses a call, or cannot be reached. */
export class CallError extends Error {
  override name = "CallError";

  constructor(
    readonly endpoint: string,
    /** `code/subcode` of the server; undefined when it gave no answer that can be read. */
    readonly result: string | undefined,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  /** Whether the server gave no answer: it is not running, or out of reach. */
  get isUnreachable(): boolean {
    return this.result === undefined;
  }

  /** Whether signing in again may help. */
  get isSignedOut(): boolean {
    return this.result?.startsWith("401/") ?? false;
  }
}

/** How a call is made beside its request. */
export interface ApiCallOptions {
  headers?: Record<string, string>;
  signal?: AbortSignal | undefined;
}

/**
 * Calls an endpoint of the server that the page comes from; the session's cookie goes along.
 *
 * @throws {@link CallError} when the server refuses, or cannot be reached.
 */
export async function callApi<E extends EndpointName>(
  endpoint: E,
  request: RequestOf<E>,
  { headers, signal }: ApiCallOptions = {},
): Promise<ReplyOf<E>> {
  const response = await fetch(`${API}/${endpoint}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(request),
    ...(signal && { signal }),
  }).catch((cause: unknown) => {
    signal?.throwIfAborted();
    throw new CallError(endpoint, undefined, "The server cannot be reached.", { cause });
  });
  const envelope = await readEnvelope<ReplyOf<E>>(endpoint, response);
  const { result_code: code, result_subcode: subcode, result_msg: message } = envelope.meta;
  if (code !== 200) {
    throw new CallError(endpoint, `${code}/${subcode}`, message);
  }
  return envelope.data;
}

async function readEnvelope<Data>(endpoint: string, response: Response): Promise<Envelope<Data>> {
  try {
    return (await response.json()) as Envelope<Data>;
  } catch (cause) {
    throw new CallError(endpoint, undefined, `The server answered ${endpoint} with something else than JSON.`, {
      cause,
    });
  }
}

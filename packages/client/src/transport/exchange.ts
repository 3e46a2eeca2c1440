import type { Envelope } from "@clearml-ts/protocol";
import { type RetryPolicy, retry } from "@clearml-ts/storage";
import { ConnectionError } from "../errors.ts";
import { readEnvelope } from "./envelope.ts";
import type { Transport, TransportReply, TransportRequest } from "./transport.ts";
import { ReplyTooLongError, TransportFailure } from "./transport-failure.ts";

/** An answer of an API server: an envelope, or the text of an endpoint that answers with a file. */
export interface Answer {
  status: number;
  text: string;
  envelope?: Envelope<unknown>;
}

/** Options of {@link exchange}. */
export interface ExchangeOptions {
  /** Address of the API server as messages show it. */
  apiServer: string;
  transport: Transport;
  policy: RetryPolicy;
  /** Answers to be tried again, besides the usual ones. */
  extraRetryCodes: readonly number[];
  /** Whether the answer is a file and has no envelope. */
  raw?: boolean;
}

const BUSY = [429, 502, 503, 504, 509];

/** Failures that come back until somebody does something about certificates. */
const CERTIFICATE = /CERT|UNABLE_TO_VERIFY|SELF_SIGNED/;

/**
 * Sends a request until it is answered.
 * @throws {@link ConnectionError} when no attempt is answered, or not by an API server.
 */
export async function exchange(request: TransportRequest, options: ExchangeOptions): Promise<Answer> {
  const { policy } = options;
  const isTransient = (error: Error) => error instanceof ConnectionError && error.transient;
  return await retry(() => attempt(request, options), { policy, isTransient, signal: request.signal });
}

async function attempt(request: TransportRequest, options: ExchangeOptions): Promise<Answer> {
  const { apiServer, transport, extraRetryCodes, raw = false } = options;
  const reply = await transport(request).catch((error: unknown) => {
    if (error instanceof ReplyTooLongError) {
      const advice = "Ask for less at a time.";
      throw new ConnectionError(`${apiServer} does not answer like a ClearML API server: ${error.message}. ${advice}`, {
        apiServer,
        cause: error,
      });
    }
    throw error instanceof TransportFailure ? unreachable(apiServer, error) : error;
  });
  const { status, text } = reply;
  if (BUSY.includes(status) || extraRetryCodes.includes(status)) {
    const message = `The ClearML API server at ${apiServer} is busy or restarting: it answers ${status}. Try again later.`;
    throw new ConnectionError(message, { apiServer, transient: true });
  }
  const envelope = readEnvelope(text);
  if (envelope !== undefined) {
    return { status, text, envelope };
  }
  if (raw && status === 200) {
    return { status, text };
  }
  const message = `${apiServer} does not answer like a ClearML API server: ${symptom(reply)}`;
  throw new ConnectionError(message, { apiServer, status });
}

function unreachable(apiServer: string, failure: TransportFailure): ConnectionError {
  const isCertificate = CERTIFICATE.test(failure.reason);
  const advice = isCertificate
    ? "Its certificate is not trusted: name the file of its authority in api.verify_certificate, or in NODE_EXTRA_CA_CERTS."
    : 'Check the address, and that the server is running; "npx clearml-ts server" starts one on this machine.';
  return new ConnectionError(
    `The ClearML API server at ${apiServer} cannot be reached (${failure.reason}). ${advice}`,
    {
      apiServer,
      cause: failure,
      transient: !isCertificate,
    },
  );
}

function symptom({ status, contentType }: TransportReply): string {
  if (status >= 300 && status < 400) {
    return `it redirects (${status}). Set api_server to where it redirects to.`;
  }
  if (status === 413) {
    return "the request is too large for a proxy in between (413). Raise its limit for bodies.";
  }
  const kind = contentType.split(";")[0] || "nothing";
  return `it answers ${status} with ${kind}. Set api_server to the API (port 8008 by default), not to the web page.`;
}

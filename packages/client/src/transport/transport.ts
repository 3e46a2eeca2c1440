import { ClearMLError } from "@clearml-ts/protocol";
import { type Fetch, heldFetch, timerTime } from "@clearml-ts/storage";
import { isLoopback } from "../config/network.ts";
import type { Certificates } from "./certificates.ts";
import { socketAdapter } from "./socket-adapter.ts";
import { ReplyTooLongError, TransportFailure } from "./transport-failure.ts";

/** A request to the API server. */
export interface TransportRequest {
  /** Path below the address of the API server, with its leading slash. */
  path: string;
  body: string;
  headers: Record<string, string>;
  /** Milliseconds after which an answer no longer comes. */
  timeout: number;
  signal: AbortSignal;
}

/** An answer, whatever its status. */
export interface TransportReply {
  status: number;
  contentType: string;
  text: string;
}

/**
 * Sends one request; rejects with a {@link TransportFailure} when there is no answer. An error of the ClearML packages, by which
 * a `fetch` that was handed in refuses the request, comes out as it is.
 */
export type Transport = (request: TransportRequest) => Promise<TransportReply>;

/** Options of {@link createTransport}. */
export interface TransportOptions {
  /** Sends the requests. @default axios over Node's own sockets */
  fetch?: Fetch | undefined;
  /** Certificates to trust where no `fetch` is given. @default those that Node trusts */
  certificates?: Certificates | undefined;
  /** Longest answer that is read, in bytes. @default 256 MiB */
  maxReplySize?: number | undefined;
}

/** Far more than a page of 500 records; an answer without an end must not fill the memory. */
const MAX_REPLY_SIZE = 256 * 1024 * 1024;

type AxiosErrorClass = typeof import("axios").AxiosError;

/**
 * Makes the transport to an API server; the only place that knows how HTTP is done. Loads axios: programs that only import the
 * package do not wait for it.
 */
export async function createTransport(apiServer: string, options: TransportOptions = {}): Promise<Transport> {
  const { fetch, certificates, maxReplySize = MAX_REPLY_SIZE } = options;
  // By the default export: in a bundle, a module of CommonJS that is loaded later has no other.
  const { default: axios } = await import("axios");
  const { AxiosError } = axios;
  const send = fetch && heldFetch(fetch);
  const http = axios.create({
    method: "POST",
    responseType: "text",
    validateStatus: () => true,
    // Bodies are text already, and JSON is parsed where the envelope is known.
    transformRequest: [(data: string) => data],
    transformResponse: [(data: string) => data],
    maxBodyLength: Number.POSITIVE_INFINITY,
    maxContentLength: maxReplySize,
    // A redirected POST turns into a GET, so the configured address has to be the right one.
    maxRedirects: 0,
    // On this machine, compressing and unpacking an answer takes longer than to send it as it is.
    ...(isLoopback(new URL(apiServer)) && { headers: { "accept-encoding": "identity" } }),
    ...(send
      ? { adapter: "fetch", env: { fetch: (input: unknown) => send(input as Request) } }
      : { adapter: socketAdapter({ certificates, maxReplySize }) }),
  });
  return async ({ path, body, headers, timeout, signal }) => {
    try {
      const call = { url: `${apiServer}${path}`, data: body, headers, timeout: timerTime(timeout), signal };
      const reply = await http.request<string>(call);
      return { status: reply.status, contentType: String(reply.headers["content-type"] ?? ""), text: reply.data };
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof ReplyTooLongError) {
        throw error;
      }
      if (error instanceof AxiosError && error.message.includes("maxContentLength")) {
        throw new ReplyTooLongError(maxReplySize);
      }
      // An axios error carries the request, and with it the credentials, to whoever prints it.
      const cause = error instanceof AxiosError ? (error.cause ?? new Error(error.message)) : error;
      throw cause instanceof ClearMLError ? cause : new TransportFailure(reasonOf(error, AxiosError), { cause });
    }
  };
}

function reasonOf(error: unknown, AxiosError: AxiosErrorClass): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  const { cause } = error;
  const code = (error as NodeJS.ErrnoException).code ?? (cause as NodeJS.ErrnoException | undefined)?.code;
  const isTelling = code !== undefined && code !== AxiosError.ERR_NETWORK && code !== AxiosError.ERR_BAD_REQUEST;
  return isTelling ? code : cause instanceof Error ? cause.message : error.message;
}

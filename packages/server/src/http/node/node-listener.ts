import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { finished, pipeline } from "node:stream/promises";
import { chooseEncoding, compressor } from "./compression.ts";
import { Connections } from "./connections.ts";
import { hasOwnWay, sendStream, toNodeStream, toWebStream } from "./node-stream.ts";
import { type BodyPace, SlowBodies } from "./slow-bodies.ts";

/** Answers a request; `address` is the peer's. */
export type FetchHandler = (request: Request, address: string) => Promise<Response>;

/** How to listen. */
export interface ListenOptions {
  readonly host: string;
  readonly port: number;
  /** Whether answers are compressed for clients that accept it. */
  readonly compress: boolean;
  /** How slowly bodies may come. @default 1 KiB a second over 20 seconds */
  readonly pace?: BodyPace;
}

/** An open port. */
export interface Listener {
  readonly port: number;
  /** Takes no more connections and waits until every request under way is answered, for ten seconds at most. */
  close(): Promise<void>;
}

const DRAIN_MS = 10_000;

/** Time in which the head of a request has to come. */
const HEADERS_MS = 20_000;

/** How often that is looked at. */
const CHECK_MS = 5_000;

/** Connections to one port: each takes a descriptor, and a body that is not read yet. */
const MAX_CONNECTIONS = 1000;

/** Nearly every call of the API and its answer is below; larger bodies, as those of uploads, are streamed. */
const SMALL_BODY_BYTES = 256 * 1024;

/** Puts a fetch handler on a port. Rejects with the system's error when it cannot listen. */
export async function listen(handler: FetchHandler, { host, port, compress, pace }: ListenOptions): Promise<Listener> {
  const slowBodies = new SlowBodies(pace);
  const server = createServer({ connectionsCheckingInterval: CHECK_MS }, (incoming, outgoing) => {
    if (hasBody(incoming)) {
      slowBodies.watch(incoming);
    }
    void answer(handler, incoming, outgoing, compress);
  });
  const connections = new Connections(server);
  // Uploads take as long as they take, unless they come too slowly.
  server.requestTimeout = 0;
  server.headersTimeout = HEADERS_MS;
  server.maxConnections = MAX_CONNECTIONS;
  // Pools of connections reuse one without asking: closing it early under them costs a retry.
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host, port, exclusive: true }, () => {
      server.off("error", reject);
      resolve();
    });
  });
  const close = () =>
    new Promise<void>((resolve, reject) => {
      // A peer that vanished without a word would hold the server open for ever.
      const giveUp = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
      server.close((error) => {
        clearTimeout(giveUp);
        if (error) {
          reject(error);
        } else {
          resolve();
        }
      });
      connections.closeWhenIdle();
      slowBodies.close();
    });
  return { port: (server.address() as AddressInfo).port, close };
}

async function answer(
  handler: FetchHandler,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  compress: boolean,
): Promise<void> {
  const aborted = new AbortController();
  outgoing.once("close", () => {
    // After every answer that was sent: an abort then would only cost each call the making of its error.
    if (!outgoing.writableFinished) {
      aborted.abort();
    }
  });
  if (mayFork(incoming)) {
    outgoing.shouldKeepAlive = false;
  }
  try {
    const request = await toRequest(incoming, aborted.signal);
    const response = request
      ? await handler(request, incoming.socket.remoteAddress ?? "")
      : new Response("Bad Request", { status: 400 });
    await send(response, incoming, outgoing, compress);
  } catch {
    // The peer went away in the middle, or a file ended early: what was promised cannot be sent any more.
    outgoing.destroy();
  }
}

/**
 * Whether a connection that is kept for later may get into two processes: the Python SDK forks one for its reports while
 * its pool holds idle connections, and the requests of both would mix on one. The official server keeps none
 * (Flask's own server and gunicorn's plain workers: docker/build/internal_files/entrypoint.sh in clearml-server).
 */
function mayFork({ headers }: IncomingMessage): boolean {
  return headers["user-agent"]?.startsWith("python-requests/") ?? false;
}

/** Makes a web request of Node's; `undefined` when its target is not a path. */
async function toRequest(incoming: IncomingMessage, signal: AbortSignal): Promise<Request | undefined> {
  const { method = "GET", url = "/", headers } = incoming;
  const target = `http://${headers.host ?? "localhost"}${url}`;
  if (!url.startsWith("/") || !URL.canParse(target)) {
    return undefined;
  }
  const length = Number(headers["content-length"] ?? 0);
  const webHeaders = toHeaders(incoming);
  if (!hasBody(incoming)) {
    return new Request(target, { method: isWebMethod(method) ? method : "POST", headers: webHeaders, signal });
  }
  return new Request(target, {
    // The Python SDK and the agent send GET with a body, which a web request cannot carry.
    method: method === "GET" || method === "HEAD" || !isWebMethod(method) ? "POST" : method,
    headers: webHeaders,
    // A web stream costs more than the whole rest of a small call.
    body: length > 0 && length <= SMALL_BODY_BYTES ? await readAll(incoming) : toWebStream(incoming),
    duplex: "half",
    signal,
  });
}

function hasBody({ headers }: IncomingMessage): boolean {
  return Number(headers["content-length"] ?? 0) > 0 || headers["transfer-encoding"] !== undefined;
}

function isSmall({ headers }: Response): boolean {
  const length = headers.get("content-length");
  return length !== null && Number(length) <= SMALL_BODY_BYTES;
}

async function readAll(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) {
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

/** Methods that a web request refuses; any method will do for the API. */
function isWebMethod(method: string): boolean {
  return !["CONNECT", "TRACE", "TRACK"].includes(method);
}

function toHeaders({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    headers.append(rawHeaders[index] as string, rawHeaders[index + 1] as string);
  }
  return headers;
}

async function send(
  response: Response,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  compress: boolean,
): Promise<void> {
  // Node closes a connection with its last answer: a client that is still sending would be cut off, and not hear it.
  if (!outgoing.shouldKeepAlive && !incoming.complete) {
    await finished(incoming.resume()).catch(() => {});
  }
  outgoing.statusCode = response.status;
  for (const [name, value] of response.headers) {
    if (name !== "set-cookie") {
      outgoing.setHeader(name, value);
    }
  }
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) {
    outgoing.setHeader("set-cookie", cookies);
  }
  const { body } = response;
  if (body === null) {
    outgoing.end();
  } else {
    const encoding = compress ? chooseEncoding(incoming.headers["accept-encoding"], response.headers) : undefined;
    if (encoding === undefined && isSmall(response) && !hasOwnWay(body)) {
      // Streams on the way of a small answer cost more than all the rest of it.
      outgoing.end(new Uint8Array(await response.arrayBuffer()));
    } else if (encoding === undefined) {
      await sendStream(body, outgoing);
    } else {
      outgoing.setHeader("content-encoding", encoding);
      outgoing.appendHeader("vary", "Accept-Encoding");
      outgoing.removeHeader("content-length");
      // Other bytes than those that the tag names: good for asking whether anything changed, not for putting parts together.
      const etag = response.headers.get("etag");
      if (etag?.startsWith('"')) {
        outgoing.setHeader("etag", `W/${etag}`);
      }
      await pipeline(toNodeStream(body), compressor(encoding), outgoing);
    }
  }
  // A client that waits for the connection to be free must not wait for a body that nobody read.
  incoming.resume();
}

import { once } from "node:events";
import { Agent, type IncomingMessage, request } from "node:http";
import { connect } from "node:net";
import { brotliDecompressSync, unzipSync } from "node:zlib";
import type { WireRequest } from "./wire-request.ts";

/** The answer to a request. */
export interface Reply {
  /** 0 when the server closed the connection without an answer. */
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
  /** From the first byte sent to the last one received. */
  readonly seconds: number;
}

/** A server that has said nothing for so long will not. */
const PATIENCE_MS = 300_000;

/** Sends requests, one at a time or several, over connections that are kept. */
export class Exchange implements Disposable {
  readonly #agent = new Agent({ keepAlive: true });

  /** Sends a request to an address such as `http://127.0.0.1:8008`. Rejects when no answer comes at all. */
  async send(address: string, wire: WireRequest): Promise<Reply> {
    const started = performance.now();
    const answer = wire.raw ? await sendRaw(address, wire) : await this.#send(address, wire);
    return { ...answer, seconds: (performance.now() - started) / 1000 };
  }

  [Symbol.dispose](): void {
    this.#agent.destroy();
  }

  async #send(address: string, { method, target, headers, body }: WireRequest): Promise<Omit<Reply, "seconds">> {
    const { hostname, port } = new URL(address);
    const outgoing = request({
      ...{ hostname, port, method, path: target, agent: this.#agent },
      headers: { ...headers, ...(body ? { "content-length": body.length } : {}) },
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const response = once(outgoing, "response") as Promise<[IncomingMessage]>;
    outgoing.end(body);
    const [incoming] = await response;
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) {
      chunks.push(chunk as Buffer);
    }
    const { statusCode: status = 0, headers: answered } = incoming;
    return { status, headers: answered, body: unpack(Buffer.concat(chunks), answered["content-encoding"]) };
  }
}

function unpack(body: Buffer, encoding: string | undefined): Buffer {
  if (encoding === "br") {
    return brotliDecompressSync(body);
  }
  return encoding === "gzip" || encoding === "deflate" ? unzipSync(body) : body;
}

async function sendRaw(
  address: string,
  { method, target, headers, body }: WireRequest,
): Promise<Omit<Reply, "seconds">> {
  const { hostname, port } = new URL(address);
  const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
  socket.setTimeout(PATIENCE_MS, () => socket.destroy(new Error("no answer")));
  const head = [`${method} ${target} HTTP/1.1`, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)];
  socket.write(`${head.join("\r\n")}\r\n\r\n`, "latin1");
  // Half of the connection is closed behind the request, so that a body that is announced longer than it is ends there.
  socket.end(body ?? "");
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of socket) {
      chunks.push(chunk as Buffer);
    }
  } catch (error) {
    // Such a request may be cut off while it is being written.
    if (!(error instanceof Error && "code" in error && ["ECONNRESET", "EPIPE"].includes(String(error.code)))) {
      throw error;
    }
  }
  const received = Buffer.concat(chunks);
  const end = received.indexOf("\r\n\r\n");
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(received.subarray(0, 12).toString("latin1"))?.[1] ?? 0);
  return { status, headers: {}, body: received.subarray(end + 4) };
}

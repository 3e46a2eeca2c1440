import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";

/** How slowly a body may come. */
export interface BodyPace {
  /** Time in which something is looked for, in milliseconds. @default 20000 */
  readonly window?: number;
  /** Bytes that have to come in that time. @default 20480, which is 1 KiB a second */
  readonly bytes?: number;
  /** Time in which the whole body has to come, in milliseconds. @default none */
  readonly longest?: number;
}

interface Watched {
  readonly began: number;
  since: number;
  received: number;
}

const REFUSAL = "HTTP/1.1 408 Request Timeout\r\nconnection: close\r\ncontent-length: 0\r\n\r\n";

/**
 * Cuts off requests of which the body comes too slowly: each holds a connection, what has arrived of it, and an open file. One look
 * at all of them from time to time costs the others nothing.
 */
export class SlowBodies {
  readonly #pace: Required<BodyPace>;
  readonly #watched = new Map<IncomingMessage, Watched>();
  readonly #timer: NodeJS.Timeout;

  constructor({ window = 20_000, bytes = 20 * 1024, longest = Number.POSITIVE_INFINITY }: BodyPace = {}) {
    this.#pace = { window, bytes, longest };
    this.#timer = setInterval(() => this.#look(performance.now()), window / 4).unref();
  }

  /** Watches a request until its body is there, or the connection is gone. */
  watch(request: IncomingMessage): void {
    const now = performance.now();
    this.#watched.set(request, { began: now, since: now, received: request.socket.bytesRead });
    request.once("close", () => this.#watched.delete(request));
  }

  /** Stops looking. Closing twice is harmless. */
  close(): void {
    clearInterval(this.#timer);
  }

  #look(now: number): void {
    const { window, bytes, longest } = this.#pace;
    for (const [request, watched] of this.#watched) {
      const { socket, complete, readableLength } = request;
      if (complete) {
        this.#watched.delete(request);
      } else if (now - watched.began > longest) {
        cut(request, socket);
      } else if (readableLength > 0 || socket.bytesRead - watched.received >= bytes) {
        // Bytes that wait are ours to read: the client is not the slow one.
        watched.since = now;
        watched.received = socket.bytesRead;
      } else if (now - watched.since >= window) {
        cut(request, socket);
      }
    }
  }
}

function cut(request: IncomingMessage, socket: Socket): void {
  socket.end(REFUSAL);
  request.destroy();
}

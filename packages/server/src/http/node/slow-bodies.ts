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
  /** Milliseconds in which not enough came. */
  waited: number;
  looked: number;
  received: number;
}

/** How often in a window something is looked for. */
const LOOKS = 4;

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
    this.#timer = setInterval(() => this.#look(performance.now()), window / LOOKS).unref();
  }

  /** Watches a request until its body is there, or the connection is gone. */
  watch(request: IncomingMessage): void {
    const now = performance.now();
    this.#watched.set(request, { began: now, waited: 0, looked: now, received: request.socket.bytesRead });
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
      // More time than there is between two looks passed because the server was busy: the client could not be heard.
      watched.waited += Math.min(now - watched.looked, window / LOOKS);
      watched.looked = now;
      if (complete) {
        this.#watched.delete(request);
      } else if (now - watched.began > longest) {
        cut(request, socket);
      } else if (readableLength > 0 || socket.bytesRead - watched.received >= bytes) {
        // Bytes that wait are ours to read: the client is not the slow one.
        watched.waited = 0;
        watched.received = socket.bytesRead;
      } else if (watched.waited >= window) {
        cut(request, socket);
      }
    }
  }
}

function cut(request: IncomingMessage, socket: Socket): void {
  socket.end(REFUSAL);
  request.destroy();
}

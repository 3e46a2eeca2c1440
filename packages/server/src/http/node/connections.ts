import type { Server } from "node:http";
import type { Socket } from "node:net";

/**
 * Knows which connections of a server have a request under way. Node's own `closeIdleConnections` misses those opened
 * in advance, as browsers do, and those whose last answer is just being sent.
 */
export class Connections {
  readonly #requests = new Map<Socket, number>();
  #closing = false;

  constructor(server: Server) {
    server.on("connection", (socket) => {
      this.#requests.set(socket, 0);
      socket.once("close", () => this.#requests.delete(socket));
    });
    server.on("request", ({ socket }, response) => {
      this.#count(socket, 1);
      response.once("close", () => this.#count(socket, -1));
    });
  }

  /** Closes what is idle, and the others as soon as their answers are sent. */
  closeWhenIdle(): void {
    this.#closing = true;
    for (const socket of this.#requests.keys()) {
      this.#count(socket, 0);
    }
  }

  #count(socket: Socket, change: number): void {
    const present = this.#requests.get(socket);
    if (present === undefined) {
      return;
    }
    this.#requests.set(socket, present + change);
    if (this.#closing && present + change === 0) {
      socket.end();
    }
  }
}

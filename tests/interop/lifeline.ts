import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";

/** Tells whether a program is alive: it keeps a connection open for as long as it or one of its children lives. */
export class Lifeline implements Disposable {
  /** A shell script that holds on to the line and never ends by itself. */
  readonly program: string;
  /** Resolves when a program has taken the line. */
  readonly taken: Promise<void>;
  /** Resolves when the program and all its children are gone. */
  readonly released: Promise<void>;
  readonly #server;

  private constructor(server: ReturnType<typeof createServer>) {
    this.#server = server;
    this.program = `exec 3<>/dev/tcp/127.0.0.1/${(server.address() as AddressInfo).port}\nsleep 3600\n`;
    const connection = once(server, "connection") as Promise<[Socket]>;
    this.taken = connection.then(() => {});
    this.released = connection.then(async ([socket]) => {
      await once(socket.resume(), "close");
    });
  }

  static async open(): Promise<Lifeline> {
    const server = createServer();
    await once(server.listen(0, "127.0.0.1"), "listening");
    return new Lifeline(server);
  }

  [Symbol.dispose](): void {
    this.#server.close();
  }
}

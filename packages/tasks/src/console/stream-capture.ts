import type { LogLevel } from "@clearml-ts/protocol";

/** Keeps the console captured until it is closed. */
export interface ConsoleCapture extends Disposable {
  /** Ends this capture; the streams are restored when the last one ends. Closing twice is harmless. */
  close(): void;
}

type Write = typeof process.stdout.write;

const streams: readonly (readonly [NodeJS.WriteStream, LogLevel])[] = [
  [process.stdout, "info"],
  [process.stderr, "error"],
];

/** Hands everything that the program writes to stdout and stderr to one function as well, while a capture is open. */
export class StreamCapture {
  readonly #accept: (text: string, level: LogLevel) => void;
  #open = 0;
  #restore: () => void = () => {};

  constructor(accept: (text: string, level: LogLevel) => void) {
    this.#accept = accept;
  }

  /** Begins a capture; several may be open at once, and each piece of text is still handed on once. */
  open(): ConsoleCapture {
    if (this.#open === 0) {
      this.#restore = this.#patchStreams();
    }
    this.#open += 1;
    let open = true;
    const close = () => {
      if (open) {
        open = false;
        this.#open -= 1;
        if (this.#open === 0) {
          this.#restore();
        }
      }
    };
    return { close, [Symbol.dispose]: close };
  }

  #patchStreams(): () => void {
    const accept = this.#accept;
    const restores = streams.map(([stream, level]) => {
      const original = stream.write;
      let active = true;
      const patched = function (this: NodeJS.WriteStream, ...args: Parameters<Write>) {
        const [chunk, encoding] = args as [string | Uint8Array, unknown];
        if (active) {
          accept(textOf(chunk, encoding), level);
        }
        return original.apply(stream, args);
      } as Write;
      stream.write = patched;
      return () => {
        // Somebody who patched the stream after us still calls our function, which then only passes on.
        active = false;
        if (stream.write === patched) {
          stream.write = original;
        }
      };
    });
    return () => {
      for (const undo of restores) {
        undo();
      }
    };
  }
}

function textOf(chunk: string | Uint8Array, encoding: unknown): string {
  if (typeof chunk !== "string") {
    return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString("utf8");
  }
  // A "hex" or "base64" string stands for bytes; the other encodings are texts.
  return encoding === "hex" || encoding === "base64" || encoding === "base64url"
    ? Buffer.from(chunk, encoding).toString("utf8")
    : chunk;
}

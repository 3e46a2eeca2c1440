import type { LogLevel } from "@clearml-ts/protocol";
import { currentTask } from "../current-task.ts";

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

let captures = 0;
let restore: () => void = () => {};

/**
 * Sends what the program writes to stdout and stderr to the console log of the current task as well.
 *
 * Whose output it is follows from the asynchronous context, so tasks that run side by side keep their lines apart;
 * output outside any task only goes where it always went.
 */
export function captureConsole(): ConsoleCapture {
  if (captures === 0) {
    restore = patchStreams();
  }
  captures += 1;
  let open = true;
  const close = () => {
    if (open) {
      open = false;
      captures -= 1;
      if (captures === 0) {
        restore();
      }
    }
  };
  return { close, [Symbol.dispose]: close };
}

function patchStreams(): () => void {
  const restores = streams.map(([stream, level]) => {
    const original = stream.write;
    const patched = function (this: NodeJS.WriteStream, ...args: Parameters<Write>) {
      const [chunk, encoding] = args as [string | Uint8Array, unknown];
      currentTask()?.logger.writeConsole(textOf(chunk, encoding), { level });
      return original.apply(stream, args);
    } as Write;
    stream.write = patched;
    return () => {
      // Somebody who patched the stream after us still calls our function, which then finds no task and passes on.
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

function textOf(chunk: string | Uint8Array, encoding: unknown): string {
  if (typeof chunk !== "string") {
    return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString("utf8");
  }
  // A "hex" or "base64" string stands for bytes; the other encodings are texts.
  return encoding === "hex" || encoding === "base64" || encoding === "base64url"
    ? Buffer.from(chunk, encoding).toString("utf8")
    : chunk;
}

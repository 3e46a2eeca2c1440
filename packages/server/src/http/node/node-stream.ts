import { Readable, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream as NodeReadableStream, ReadableStreamDefaultReader } from "node:stream/web";

/** Something that makes a stream, and has a better way to get to a connection. */
export interface Body {
  /** Makes the stream. */
  stream(): Readable;
  /** Writes all of it, and ends what it writes to. */
  sendTo(target: Writable): Promise<void>;
}

/** The Node streams behind web streams that nobody has read from. */
const sources = new WeakMap<ReadableStream, Readable | Body>();

/**
 * Makes a web stream of a Node stream or a body, for a request or an answer to carry. Where `toNodeStream` or `sendStream` takes
 * it out again nothing is converted, twice over: for a large file that is half of all the work.
 */
export function toWebStream(source: Readable | Body): ReadableStream {
  let reader: ReadableStreamDefaultReader | undefined;
  const stream = new ReadableStream(
    {
      async pull(controller) {
        reader ??= Readable.toWeb(readable(source)).getReader();
        const { done, value } = await reader.read();
        if (done) {
          controller.close();
        } else {
          controller.enqueue(value);
        }
      },
      async cancel(reason) {
        if (reader) {
          await reader.cancel(reason);
        } else if (source instanceof Readable) {
          source.destroy();
        }
      },
    },
    // The Node stream buffers already; and nothing may be taken from it before it is asked for.
    { highWaterMark: 0 },
  );
  sources.set(stream, source);
  return stream;
}

/** Makes a Node stream of a web stream, or gives back the one that it was made of. */
export function toNodeStream(stream: ReadableStream): Readable {
  const source = sources.get(stream);
  return source ? readable(source) : Readable.fromWeb(stream as NodeReadableStream);
}

/** Whether a web stream was made of something that has a better way to a connection. */
export function hasOwnWay(stream: ReadableStream): boolean {
  return sources.has(stream);
}

/** Writes a web stream to the end of a Node stream, in the way of what it was made of. */
export async function sendStream(stream: ReadableStream, target: Writable): Promise<void> {
  const source = sources.get(stream);
  if (source && !(source instanceof Readable)) {
    await source.sendTo(target);
  } else {
    await pipeline(toNodeStream(stream), target);
  }
}

function readable(source: Readable | Body): Readable {
  return source instanceof Readable ? source : source.stream();
}

import { Readable } from "node:stream";
import type { ReadableStream as NodeReadableStream, ReadableStreamDefaultReader } from "node:stream/web";

/** The Node streams behind web streams that nobody has read from. */
const sources = new WeakMap<ReadableStream, Readable>();

/**
 * Makes a web stream of a Node stream, for a request or an answer to carry. Where `toNodeStream` takes it out again nothing is
 * converted, twice over: for a large file that is half of all the work.
 */
export function toWebStream(source: Readable): ReadableStream {
  let reader: ReadableStreamDefaultReader | undefined;
  const stream = new ReadableStream(
    {
      async pull(controller) {
        reader ??= Readable.toWeb(source).getReader();
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      async cancel(reason) {
        if (reader) await reader.cancel(reason);
        else source.destroy();
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
  return sources.get(stream) ?? Readable.fromWeb(stream as NodeReadableStream);
}

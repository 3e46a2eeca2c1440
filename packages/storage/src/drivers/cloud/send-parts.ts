import { createHash } from "node:crypto";
import { type ByteRange, cutIntoRanges } from "./byte-range.ts";

/** A piece of an upload, in memory. */
export interface Part extends ByteRange {
  bytes: Buffer;
  /** md5 of the bytes, in hexadecimal digits. */
  md5: string;
}

/** How {@link sendParts} sends. */
export interface SendPartsOptions {
  partSize: number;
  maxParts: number;
  /** Pieces in memory and on their way at one time. */
  concurrency: number;
  /** Tells whether the store has a piece from an earlier attempt. @default no piece */
  has?: (part: Part) => boolean;
  /** Is told how many more bytes the store has. */
  onBytes?: ((bytes: number) => void) | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Sends content piece by piece, several at one time, and leaves out the pieces that the store has already: they are read
 * and compared by their hash, so an upload that goes on never mixes two contents. Returns the pieces in order, without
 * their bytes.
 */
export async function sendParts<Receipt>(
  content: Blob,
  send: (part: Part, signal: AbortSignal) => Promise<Receipt>,
  { partSize, maxParts, concurrency, has = () => false, onBytes, signal }: SendPartsOptions,
): Promise<(Receipt | undefined)[]> {
  const controller = new AbortController();
  const abort = () => controller.abort(signal?.reason);
  signal?.throwIfAborted();
  signal?.addEventListener("abort", abort, { once: true });
  try {
    const { default: pMap } = await import("p-map");
    return await pMap(
      cutIntoRanges(content.size, { partSize, maxParts }),
      async (range) => {
        controller.signal.throwIfAborted();
        const bytes = Buffer.from(await content.slice(range.start, range.end).arrayBuffer());
        const part = { ...range, bytes, md5: createHash("md5").update(bytes).digest("hex") };
        const receipt = has(part) ? undefined : await send(part, controller.signal);
        onBytes?.(bytes.length);
        return receipt;
      },
      { concurrency, signal: controller.signal },
    );
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener("abort", abort);
    // The first failure ends the pieces that are still on their way.
    controller.abort();
  }
}

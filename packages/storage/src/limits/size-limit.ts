import { ObjectTooLargeError } from "../errors.ts";

/** Bytes of an object that is fetched into a file, unless the store announces more. */
export const MAX_FILE = 64 * 1024 ** 3;

/** Bytes of an object that is read into memory: more than this belongs on the disk. */
export const MAX_READ = 1024 ** 3;

/** The bytes that an object may have. */
export interface SizeLimit {
  /** Address of the object, for the error. */
  url: string;
  maxBytes: number;
  /** Asks for the size that the store announces, which counts where it is more than `maxBytes`. @default `maxBytes` counts */
  announced?: (() => Promise<number | undefined>) | undefined;
}

/**
 * Passes content on until it has more bytes than it may: a download without an end must not fill the disk. The announced
 * size is asked for only then, so that most downloads cost one request.
 * @throws {@link ObjectTooLargeError} when the content has more bytes.
 */
export async function* withinSize(
  content: AsyncIterable<Uint8Array>,
  { url, maxBytes, announced }: SizeLimit,
): AsyncGenerator<Uint8Array, void, undefined> {
  let size = 0;
  let limit = maxBytes;
  let isKnown = announced === undefined;
  for await (const chunk of content) {
    size += chunk.length;
    if (size > limit && !isKnown) {
      limit = Math.max(limit, (await announced?.()) ?? 0);
      isKnown = true;
    }
    if (size > limit) {
      throw new ObjectTooLargeError(url, limit);
    }
    yield chunk;
  }
}

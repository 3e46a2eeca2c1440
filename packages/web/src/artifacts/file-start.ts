import { take } from "./take.ts";

/** The beginning of a file as text. */
export interface FileStart {
  text: string;
  /** Whether the file ends where the text does. */
  isWhole: boolean;
}

/** How much of a file is read. */
export interface ReadStartOptions {
  /** Bytes to ask the server for, and characters to unpack, at most. */
  limit: number;
  /** Whether the file has to be unpacked. */
  isPacked: boolean;
  signal: AbortSignal;
}

/** Bytes that are unpacked in one go: of a file that is cut off, no more than what they hold is lost. */
const PIECE = 4_096;

/** Thrown when a file cannot be read. */
export class FileError extends Error {
  override name = "FileError";

  constructor(
    readonly url: string,
    readonly status: number,
  ) {
    super(`The server answered ${status} for ${url}.`);
  }
}

/**
 * Reads the beginning of a file, and nothing behind it.
 *
 * @throws {@link FileError} when the server does not have it.
 */
export async function readStart(url: string, { limit, isPacked, signal }: ReadStartOptions): Promise<FileStart> {
  const response = await fetch(url, { headers: { range: `bytes=0-${limit - 1}` }, signal });
  if (response.status === 416) {
    // An empty file has no first byte.
    return { text: "", isWhole: true };
  }
  if (!response.ok || response.body === null) {
    throw new FileError(url, response.status);
  }
  const { bytes, isWhole } = await take(response.body, limit);
  const isAll = isWhole && isWholeAnswer(response, limit);
  if (!isPacked) {
    return { text: decode(bytes, isAll), isWhole: isAll };
  }
  const unpacked = await take(pieces(bytes).pipeThrough(new DecompressionStream("gzip")), limit);
  return { text: decode(unpacked.bytes, isAll && unpacked.isWhole), isWhole: isAll && unpacked.isWhole };
}

function isWholeAnswer({ status, headers }: Response, limit: number): boolean {
  const total = Number(headers.get("content-range")?.split("/")[1]);
  return status !== 206 || total <= limit;
}

/** Text as far as its characters are complete. */
function decode(bytes: Uint8Array, isWhole: boolean): string {
  return new TextDecoder().decode(bytes, { stream: !isWhole });
}

function pieces(bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array<ArrayBuffer>> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      controller.enqueue(bytes.subarray(at, at + PIECE));
      at += PIECE;
      if (at >= bytes.length) {
        controller.close();
      }
    },
  });
}

import { type BigIntStats, createReadStream, openAsBlob } from "node:fs";
import { stat } from "node:fs/promises";
import type { FilePart } from "@clearml-ts/archive";
import { UploadError } from "../errors.ts";

/** A file whose bytes stay on disk until they are sent, and that is opened anew for each attempt. */
export interface SentFile {
  /** Bytes of the file when it was found. */
  size: number;
  /**
   * Opens the file as it was found.
   * @throws {@link UploadError} when it has changed since, or is gone.
   */
  open(): Promise<Blob>;
  /**
   * Yields the content of a file of this machine.
   * @throws {@link UploadError} when it has changed meanwhile.
   */
  pieces?(): AsyncGenerator<Uint8Array>;
}

/** Bytes that are read at one time. */
const PIECE = 1 << 20;

/**
 * Finds a file that is to be sent.
 * @throws {@link UploadError} when there is no such file.
 */
export async function findFile(path: string, url: string): Promise<SentFile> {
  const found = await FoundFile.find(path, url);
  return {
    size: found.size,
    open: () => found.open(),
    pieces: () => found.pieces(0, found.size),
  };
}

/**
 * Finds the parts of files that are to be sent as one.
 * @throws {@link UploadError} when one of these files is not there.
 */
export async function findParts(parts: readonly FilePart[], url: string): Promise<SentFile> {
  const found = await Promise.all(parts.map(async (part) => ({ ...part, file: await FoundFile.find(part.path, url) })));
  return {
    size: parts.reduce((size, { start, end }) => size + end - start, 0),
    async open() {
      const opened = found.map(async ({ file, start, end }) => (await file.open()).slice(start, end));
      return new Blob(await Promise.all(opened));
    },
    async *pieces() {
      for (const { file, start, end } of found) {
        yield* file.pieces(start, end);
      }
    },
  };
}

/** A file as it was found. */
class FoundFile {
  readonly #path: string;
  readonly #url: string;
  readonly #found: BigIntStats;

  private constructor(path: string, url: string, found: BigIntStats) {
    this.#path = path;
    this.#url = url;
    this.#found = found;
  }

  static async find(path: string, url: string): Promise<FoundFile> {
    return new FoundFile(path, url, await read(path, url));
  }

  get size(): number {
    return Number(this.#found.size);
  }

  async open(): Promise<Blob> {
    await this.#requireUnchanged();
    return await openAsBlob(this.#path);
  }

  async *pieces(start: number, end: number): AsyncGenerator<Uint8Array> {
    if (end > start) {
      yield* createReadStream(this.#path, { start, end: end - 1, highWaterMark: PIECE });
    }
    await this.#requireUnchanged();
  }

  async #requireUnchanged(): Promise<void> {
    const now = await read(this.#path, this.#url);
    if (now.size !== this.#found.size || now.mtimeNs !== this.#found.mtimeNs) {
      throw new UploadError(this.#url, `${this.#path} changed while it was sent. Upload it again when it is complete.`);
    }
  }
}

async function read(path: string, url: string): Promise<BigIntStats> {
  let found: BigIntStats;
  try {
    found = await stat(path, { bigint: true });
  } catch (cause) {
    throw new UploadError(url, `${path} cannot be read: ${(cause as Error).message}`, { cause });
  }
  if (!found.isFile()) {
    throw new UploadError(url, `${path} is not a file. Pack a folder with createZip first.`);
  }
  return found;
}

/** Tells whether an upload failed because its file could not be read, which a blob says without a reason. */
export function isUnreadable(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause.name === "NotReadableError") {
      return true;
    }
  }
  return false;
}

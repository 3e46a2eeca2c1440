import type { Stats } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { crc32, deflateRawSync } from "node:zlib";
import { anySignal } from "../../any-signal.ts";
import { UnreadableFileError } from "../../errors.ts";
import { digestFile } from "../../threads/digest-file.ts";
import { runJobs, type ThreadOptions } from "../../threads/run-jobs.ts";
import type { FileDigest, FileToZip } from "./file-to-zip.ts";
import type { ZipWriter } from "./zip-writer.ts";

/** Bytes that are deflated by themselves. */
const BLOCK = 1 << 20;
/** Bytes of which it is tried whether they become smaller. */
const SAMPLE = 1 << 16;

/** How a large file is added to an archive. */
interface LargeFileOptions extends ThreadOptions {
  /** How hard to deflate; 0 is not at all. */
  level: number;
}

/**
 * Adds a file piece by piece, or leaves it where it is if it does not become smaller.
 *
 * @throws {@link UnreadableFileError} when it is gone, or cannot be read.
 */
export async function addLargeFile(zip: ZipWriter, file: FileToZip, options: LargeFileOptions): Promise<FileDigest> {
  const { path } = file;
  const { level } = options;
  try {
    const opened = await open(path);
    try {
      const found = await opened.stat();
      const isSmaller = level > 0 && (await isCompressible(opened, found.size, level));
      return await (isSmaller
        ? addDeflated(zip, file, { opened, found, options })
        : addInPlace(zip, file, found, options));
    } finally {
      await opened.close();
    }
  } catch (cause) {
    options.signal?.throwIfAborted();
    const { message, code } = cause as NodeJS.ErrnoException;
    throw new UnreadableFileError(path, message, code, { cause });
  }
}

async function addInPlace(
  zip: ZipWriter,
  { name, path, size, content }: FileToZip,
  found: Stats,
  { signal }: ThreadOptions,
): Promise<FileDigest> {
  const isKnown = content !== undefined && size === found.size;
  const digest = isKnown ? { ...content, size } : await digestFile(path, { signal });
  await zip.addInPlace({ name, mode: found.mode, mtime: found.mtime, path, size: digest.size, crc: digest.crc });
  return { hash: digest.hash, size: digest.size };
}

/** A large file that was opened. */
interface OpenedFile {
  opened: FileHandle;
  found: Stats;
  options: LargeFileOptions;
}

/** A thread hashes the file at the same time: that takes as long as everything else. */
async function addDeflated(
  zip: ZipWriter,
  { name, path }: FileToZip,
  { opened, found: { mode, mtime }, options }: OpenedFile,
): Promise<FileDigest> {
  const gone = new AbortController();
  const signal = anySignal([options.signal, gone.signal]);
  const digesting = digestFile(path, { signal });
  // It is looked at when the file is in the archive.
  digesting.catch(() => {});
  try {
    const reading = new ContentReading(opened, options.signal);
    await zip.addStream({ name, mode, mtime, isDeflated: true, content: deflated(reading, options) });
    const digest = await digesting;
    if (digest.crc !== reading.crc || digest.size !== reading.size) {
      throw new Error("it changed while it was read");
    }
    return { hash: digest.hash, size: digest.size };
  } finally {
    gone.abort();
  }
}

/** Tells from three samples whether a file becomes smaller: pictures, videos and archives do not. */
async function isCompressible(file: FileHandle, size: number, level: number): Promise<boolean> {
  const last = Math.max(0, size - SAMPLE);
  for (const at of [0, Math.floor(last / 2), last]) {
    const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(SAMPLE), 0, SAMPLE, at);
    const sample = buffer.subarray(0, bytesRead);
    if (deflateRawSync(sample, { level }).length < sample.length * 0.95) {
      return true;
    }
  }
  return false;
}

/** Reads a file from its beginning, and knows the crc and size of what it has read. */
class ContentReading {
  readonly #file: FileHandle;
  readonly #signal: AbortSignal | undefined;
  crc = 0;
  size = 0;

  constructor(file: FileHandle, signal: AbortSignal | undefined) {
    this.#file = file;
    this.#signal = signal;
  }

  /** Yields the content in blocks, the last of which is marked and may be empty. */
  async *blocks(): AsyncGenerator<{ block: Uint8Array; isLast: boolean }> {
    for (let block = await this.#next(); ; ) {
      const following = block.length < BLOCK ? new Uint8Array() : await this.#next();
      const isLast = following.length === 0;
      yield { block, isLast };
      if (isLast) {
        return;
      }
      block = following;
    }
  }

  async #next(): Promise<Uint8Array> {
    this.#signal?.throwIfAborted();
    const block = Buffer.allocUnsafeSlow(BLOCK);
    let length = 0;
    while (length < BLOCK) {
      const { bytesRead } = await this.#file.read(block, length, BLOCK - length, this.size + length);
      if (bytesRead === 0) {
        break;
      }
      length += bytesRead;
    }
    const content = block.subarray(0, length);
    this.size += length;
    this.crc = crc32(content, this.crc);
    return content;
  }
}

/** Blocks are deflated side by side: none of them refers to another one. */
async function* deflated(
  reading: ContentReading,
  { level, ...options }: LargeFileOptions,
): AsyncGenerator<Uint8Array, { crc: number; size: number }> {
  const jobs = async function* () {
    for await (const block of reading.blocks()) {
      yield { context: undefined, input: { ...block, level } };
    }
  };
  for await (const { result } of runJobs("deflate", jobs(), options)) {
    yield result;
  }
  return { crc: reading.crc, size: reading.size };
}

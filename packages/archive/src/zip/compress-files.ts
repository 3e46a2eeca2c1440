import { type FileHandle, open } from "node:fs/promises";
import { crc32, deflateRawSync } from "node:zlib";
import { UnreadableFileError } from "../errors.ts";
import { batches } from "../threads/batches.ts";
import { digestFile } from "../threads/digest-file.ts";
import type { FileFault, PackedFile } from "../threads/job-types.ts";
import { runJobs, type ThreadOptions } from "../threads/run-jobs.ts";
import type { ZipWriter } from "./zip-writer.ts";

/** A file that goes into an archive. */
export interface FileToZip {
  /** Name inside the archive: relative, with forward slashes. */
  name: string;
  /** The file on disk. */
  path: string;
  /** Bytes that it had when it was last looked at. */
  size: number;
}

/** How {@link compressFiles} compresses. */
export interface CompressOptions extends ThreadOptions {
  /** Whether to deflate; data that is compressed already is quicker stored as it is. @default true */
  compress?: boolean | undefined;
}

/** The content that a file had when it went into an archive. */
export interface FileDigest {
  /** Hex sha256. */
  hash: string;
  /** Bytes. */
  size: number;
}

/** A file that is ready to be added to an archive. */
export interface CompressedFile<File extends FileToZip> {
  file: File;
  /**
   * Adds it, and answers what was added; to be called once, before the next file is asked for.
   *
   * @throws {@link UnreadableFileError} when the file is gone, or cannot be read.
   */
  addTo(zip: ZipWriter): Promise<FileDigest>;
}

/** Files that are compressed whole, in a thread, are not larger than this; others are read piece by piece. */
const MAX_WHOLE = 4 << 20;
/** A file that was small may have grown since; a larger one is not read to find that out. */
const MAX_GROWN = 4 * MAX_WHOLE;
const BLOCK = 1 << 20;
const SAMPLE = 1 << 16;
/** The fastest: higher ones take several times as long for a tenth less. */
const LEVEL = 1;

/** Compresses files by several threads, and yields them in the order given. */
export async function* compressFiles<File extends FileToZip>(
  files: Iterable<File>,
  { compress = true, ...options }: CompressOptions = {},
): AsyncGenerator<CompressedFile<File>> {
  const level = compress ? LEVEL : 0;
  for (const { isLarge, group } of groupsOf(files)) {
    if (isLarge) {
      for (const file of group) {
        yield { file, addTo: (zip) => addStreamed(zip, file, level, options) };
      }
      continue;
    }
    const jobs = function* () {
      for (const context of batches(group, ({ size }) => size)) {
        yield { context, input: { paths: context.map(({ path }) => path), level, maxSize: MAX_GROWN } };
      }
    };
    for await (const { context, result } of runJobs("pack", jobs(), options)) {
      for (const [index, file] of context.entries()) {
        options.signal?.throwIfAborted();
        yield { file, addTo: (zip) => addWhole(zip, file, result.files[index], result.data) };
      }
    }
  }
}

/** Files that follow each other and are compressed in the same way. */
function* groupsOf<File extends FileToZip>(files: Iterable<File>): Generator<{ isLarge: boolean; group: File[] }> {
  let group: File[] = [];
  let isLarge = false;
  for (const file of files) {
    if (file.size > MAX_WHOLE !== isLarge && group.length > 0) {
      yield { isLarge, group };
      group = [];
    }
    isLarge = file.size > MAX_WHOLE;
    group.push(file);
  }
  if (group.length > 0) {
    yield { isLarge, group };
  }
}

async function addWhole(
  zip: ZipWriter,
  { name, path }: FileToZip,
  packed: PackedFile | { fault: FileFault } | undefined,
  data: Uint8Array,
): Promise<FileDigest> {
  if (packed === undefined || "fault" in packed) {
    throw new UnreadableFileError(path, packed?.fault.message ?? "it was not read", packed?.fault.code);
  }
  await zip.add(name, packed, data);
  return { hash: packed.hash, size: packed.size };
}

/** A thread hashes the file at the same time: that takes as long as everything else. */
async function addStreamed(
  zip: ZipWriter,
  { name, path }: FileToZip,
  level: number,
  options: ThreadOptions,
): Promise<FileDigest> {
  const gone = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, gone.signal]) : gone.signal;
  const digesting = digestFile(path, { signal });
  // It is looked at when the file is in the archive.
  digesting.catch(() => {});
  try {
    const file = await open(path);
    try {
      const { mode, mtime, size } = await file.stat();
      const isDeflated = level > 0 && (await isCompressible(file, size));
      const reading = new ContentReading(file, options.signal);
      const content = isDeflated ? deflated(reading, level, options) : stored(reading);
      await zip.addStream({ name, mode, mtime, isDeflated, content });
      const digest = await digesting;
      if (digest.crc !== reading.crc || digest.size !== reading.size) {
        throw new Error("it changed while it was read");
      }
      return { hash: digest.hash, size: digest.size };
    } finally {
      await file.close();
    }
  } catch (cause) {
    options.signal?.throwIfAborted();
    const { message, code } = cause as NodeJS.ErrnoException;
    throw new UnreadableFileError(path, message, code, { cause });
  } finally {
    gone.abort();
  }
}

/** Tells from three samples whether a file becomes smaller: pictures, videos and archives do not. */
async function isCompressible(file: FileHandle, size: number): Promise<boolean> {
  const last = Math.max(0, size - SAMPLE);
  for (const at of [0, Math.floor(last / 2), last]) {
    const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(SAMPLE), 0, SAMPLE, at);
    const sample = buffer.subarray(0, bytesRead);
    if (deflateRawSync(sample, { level: LEVEL }).length < sample.length * 0.95) {
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

async function* stored(reading: ContentReading): AsyncGenerator<Uint8Array, { crc: number; size: number }> {
  for await (const { block } of reading.blocks()) {
    yield block;
  }
  return { crc: reading.crc, size: reading.size };
}

/** Blocks are deflated side by side: none of them refers to another one. */
async function* deflated(
  reading: ContentReading,
  level: number,
  options: ThreadOptions,
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

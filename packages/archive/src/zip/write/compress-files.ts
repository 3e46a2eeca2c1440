import type { Stats } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { crc32, deflateRawSync } from "node:zlib";
import { UnreadableFileError } from "../../errors.ts";
import { batches } from "../../threads/batches.ts";
import { digestFile } from "../../threads/digest-file.ts";
import type { FileFault, PackedFile } from "../../threads/job-types.ts";
import { runJobs, type ThreadOptions } from "../../threads/run-jobs.ts";
import type { ZipWriter } from "./zip-writer.ts";

/** A file that goes into an archive. */
export interface FileToZip {
  /** Name inside the archive: relative, with forward slashes. */
  name: string;
  /** The file on disk. */
  path: string;
  /** Bytes that it had when it was last looked at. */
  size: number;
  /** The content that it had when it was last read. @default a large file is read to find out */
  content?: { hash: string; crc: number } | undefined;
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
   * Adds it, and answers what was added; to be called once, before the next file is asked for. A large file that does not
   * become smaller is left where it is; if its content is given it is not even read, so whoever sends the archive has to.
   *
   * @throws {@link UnreadableFileError} when the file is gone, or cannot be read.
   */
  addTo(zip: ZipWriter): FileDigest | Promise<FileDigest>;
}

/** Files that are compressed whole, in a thread, are not larger than this; others are read piece by piece. */
const MAX_WHOLE = 4 << 20;
/** A file that was small may have grown since; a larger one is not read to find that out. */
const MAX_GROWN = 4 * MAX_WHOLE;
const BLOCK = 1 << 20;
const SAMPLE = 1 << 16;
/** The fastest: higher ones take several times as long for a tenth less. */
const LEVEL = 1;

/** Compresses files by several threads, and yields them in the order given, many at a time. */
export async function* compressFiles<File extends FileToZip>(
  files: Iterable<File>,
  { compress = true, ...options }: CompressOptions = {},
): AsyncGenerator<CompressedFile<File>[]> {
  const level = compress ? LEVEL : 0;
  for (const { isLarge, group } of groupsOf(files)) {
    if (isLarge) {
      for (const file of group) {
        yield [{ file, addTo: (zip) => addLarge(zip, file, level, options) }];
        options.signal?.throwIfAborted();
      }
      continue;
    }
    const jobs = function* () {
      for (const context of batches(group, ({ size }) => size)) {
        yield { context, input: { paths: context.map(({ path }) => path), level, maxSize: MAX_GROWN } };
      }
    };
    for await (const { context, result } of runJobs("pack", jobs(), options)) {
      yield context.map((file, index) => {
        return { file, addTo: (zip) => addWhole(zip, file, result.files[index], result.data) };
      });
      options.signal?.throwIfAborted();
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

/** Waits only where the archive does: for a small file, that would take as long as all else that is done here. */
function addWhole(
  zip: ZipWriter,
  { name, path }: FileToZip,
  packed: PackedFile | { fault: FileFault } | undefined,
  data: Uint8Array,
): FileDigest | Promise<FileDigest> {
  if (packed === undefined || "fault" in packed) {
    throw new UnreadableFileError(path, packed?.fault.message ?? "it was not read", packed?.fault.code);
  }
  const digest = { hash: packed.hash, size: packed.size };
  return zip.add(name, packed, data)?.then(() => digest) ?? digest;
}

async function addLarge(zip: ZipWriter, file: FileToZip, level: number, options: ThreadOptions): Promise<FileDigest> {
  const { path } = file;
  try {
    const opened = await open(path);
    try {
      const found = await opened.stat();
      const isSmaller = level > 0 && (await isCompressible(opened, found.size));
      return await (isSmaller
        ? addDeflated(zip, file, { opened, found, level, options })
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
  level: number;
  options: ThreadOptions;
}

/** A thread hashes the file at the same time: that takes as long as everything else. */
async function addDeflated(
  zip: ZipWriter,
  { name, path }: FileToZip,
  { opened, found: { mode, mtime }, level, options }: OpenedFile,
): Promise<FileDigest> {
  const gone = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, gone.signal]) : gone.signal;
  const digesting = digestFile(path, { signal });
  // It is looked at when the file is in the archive.
  digesting.catch(() => {});
  try {
    const reading = new ContentReading(opened, options.signal);
    await zip.addStream({ name, mode, mtime, isDeflated: true, content: deflated(reading, level, options) });
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

import { UnreadableFileError } from "../../errors.ts";
import { batches } from "../../threads/batches.ts";
import type { FileFault, PackedFile } from "../../threads/job-types.ts";
import { runJobs, type ThreadOptions } from "../../threads/run-jobs.ts";
import { addLargeFile } from "./add-large-file.ts";
import type { FileDigest, FileToZip } from "./file-to-zip.ts";
import type { ZipWriter } from "./zip-writer.ts";

/** How {@link compressFiles} compresses. */
export interface CompressOptions extends ThreadOptions {
  /** Whether to deflate; data that is compressed already is quicker stored as it is. @default true */
  compress?: boolean | undefined;
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
        yield [{ file, addTo: (zip) => addLargeFile(zip, file, { level, ...options }) }];
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

/** Files that follow each other and are compressed in the same way. A group is read to its end before the next one begins. */
function* groupsOf<File extends FileToZip>(
  files: Iterable<File>,
): Generator<{ isLarge: boolean; group: Iterable<File> }> {
  const iterator = files[Symbol.iterator]();
  let next = iterator.next();
  const isLargeFile = ({ size }: File) => size > MAX_WHOLE;
  const group = function* (isLarge: boolean) {
    for (; !next.done && isLargeFile(next.value) === isLarge; next = iterator.next()) {
      yield next.value;
    }
  };
  while (!next.done) {
    const isLarge = isLargeFile(next.value);
    yield { isLarge, group: group(isLarge) };
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

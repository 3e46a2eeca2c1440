import { UnreadableFileError } from "../errors.ts";
import { batches } from "./batches.ts";
import { runJobs, type ThreadOptions } from "./run-jobs.ts";

/** A file to be hashed, and the bytes that it is thought to have. */
export interface FileToHash {
  path: string;
  size: number;
}

/**
 * Hashes files by several threads, and yields them in the order given with their hex sha256, the bytes that were read,
 * and the crc of those that it would take time to read once more.
 *
 * @throws {@link UnreadableFileError} when one of them cannot be read.
 */
export async function* hashFiles<File extends FileToHash>(
  files: Iterable<File>,
  options: ThreadOptions = {},
): AsyncGenerator<{ file: File; hash: string; crc?: number | undefined; size: number }> {
  const jobs = function* () {
    for (const context of batches(files, ({ size }) => size)) {
      yield { context, input: { paths: context.map(({ path }) => path) } };
    }
  };
  for await (const { context, result } of runJobs("hash", jobs(), options)) {
    for (const [index, file] of context.entries()) {
      const hashed = result[index];
      if (hashed === undefined || "fault" in hashed) {
        throw new UnreadableFileError(file.path, hashed?.fault.message ?? "it was not read", hashed?.fault.code);
      }
      const { hash, crc, size } = hashed;
      yield { file, hash, crc, size };
    }
  }
}

/** Answers the bytes of files in the order given; -1 where there is no file. */
export async function measureFiles(paths: Iterable<string>, options: ThreadOptions = {}): Promise<number[]> {
  const jobs = function* () {
    for (const batch of batches(paths, () => 0)) {
      yield { context: undefined, input: { paths: batch } };
    }
  };
  const sizes: number[] = [];
  for await (const { result } of runJobs("measure", jobs(), options)) {
    sizes.push(...result);
  }
  return sizes;
}

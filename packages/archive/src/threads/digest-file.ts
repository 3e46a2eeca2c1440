import { UnreadableFileError } from "../errors.ts";
import { runJobs, type ThreadOptions } from "./run-jobs.ts";

/** The part of a file that is hashed. */
export interface DigestOptions extends Pick<ThreadOptions, "signal"> {
  /** First byte. @default 0 */
  start?: number;
  /** Bytes. @default all from the first one on */
  length?: number;
}

/**
 * Hashes a file, or a part of it, in a thread, while this one does something else with it.
 *
 * @throws {@link UnreadableFileError} when it cannot be read.
 */
export async function digestFile(
  path: string,
  { start = 0, length = Number.POSITIVE_INFINITY, signal }: DigestOptions = {},
): Promise<{ hash: string; crc: number; size: number }> {
  const job = { context: undefined, input: { path, start, length } };
  for await (const { result } of runJobs("digest", [job], { threads: 1, signal })) {
    if ("fault" in result) {
      throw new UnreadableFileError(path, result.fault.message, result.fault.code);
    }
    return result;
  }
  throw new UnreadableFileError(path, "it was not read", undefined);
}

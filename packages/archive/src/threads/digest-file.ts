import { UnreadableFileError } from "../errors.ts";
import type { FilePart } from "./job-types.ts";
import { runJobs, type ThreadOptions } from "./run-jobs.ts";

type SignalOption = Pick<ThreadOptions, "signal">;

/**
 * Hashes a file, or a part of it, in a thread, while this one does something else with it.
 *
 * @throws {@link UnreadableFileError} when it cannot be read.
 */
export async function digestFile(
  path: string,
  { start = 0, end = Number.POSITIVE_INFINITY, signal }: Partial<Omit<FilePart, "path">> & SignalOption = {},
): Promise<{ hash: string; crc: number; size: number }> {
  const { hash, crcs, size } = await digestParts([{ path, start, end }], { signal });
  return { hash, crc: crcs[0] ?? 0, size };
}

/**
 * Hashes parts of files as one content, in a thread.
 *
 * @throws {@link UnreadableFileError} when one of the files cannot be read.
 */
export async function digestParts(
  parts: readonly FilePart[],
  { signal }: SignalOption = {},
): Promise<{ hash: string; crcs: number[]; size: number }> {
  const [first] = parts;
  const job = { context: undefined, input: { parts: parts.map(({ path, start, end }) => ({ path, start, end })) } };
  for await (const { result } of runJobs("digest", [job], { threads: 1, signal })) {
    if (!("fault" in result)) {
      return result;
    }
    throw new UnreadableFileError(first?.path ?? "", result.fault.message, result.fault.code);
  }
  throw new UnreadableFileError(first?.path ?? "", "it was not read", undefined);
}

import { batches } from "./batches.ts";
import type { FileToCopy } from "./job-types.ts";
import { runJobs, type ThreadOptions } from "./run-jobs.ts";

/**
 * Copies files by several threads, each only if its content is as it must be, and yields them in the order given with
 * whether they were copied. The folders that they go into must be there.
 */
export async function* copyFiles<File extends FileToCopy>(
  wanted: Iterable<File>,
  options: ThreadOptions = {},
): AsyncGenerator<{ file: File; isCopied: boolean }> {
  const jobs = function* () {
    for (const context of batches(wanted, ({ size }) => size)) {
      const files = context.map(({ source, target, size, hash }) => ({ source, target, size, hash }));
      yield { context, input: { files } };
    }
  };
  for await (const { context, result } of runJobs("copy", jobs(), options)) {
    for (const [index, file] of context.entries()) {
      yield { file, isCopied: result[index] === true };
    }
  }
}

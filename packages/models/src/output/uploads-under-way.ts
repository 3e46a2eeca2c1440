import { timerTime } from "@clearml-ts/storage";
import type { ReportWaitOptions } from "@clearml-ts/tasks";

const underWay = new Set<Promise<unknown>>();

/** Notes an upload until it is done, for {@link settleUploads}. */
export async function noted<T>(upload: Promise<T>): Promise<T> {
  underWay.add(upload);
  try {
    return await upload;
  } finally {
    underWay.delete(upload);
  }
}

/** Waits until the uploads under way have ended, well or not; false when the time was over before. */
export async function settleUploads({ timeout, signal }: ReportWaitOptions = {}): Promise<boolean> {
  const ended = new AbortController();
  const limits = [
    ...(timeout === undefined ? [] : [AbortSignal.timeout(timerTime(timeout))]),
    ...(signal === undefined ? [] : [signal]),
  ];
  const isOver = new Promise<false>((resolve) => {
    for (const limit of limits) {
      limit.addEventListener("abort", () => resolve(false), { once: true, signal: ended.signal });
      if (limit.aborted) {
        resolve(false);
      }
    }
  });
  try {
    return await Promise.race([Promise.allSettled(underWay).then(() => true), isOver]);
  } finally {
    ended.abort();
  }
}

import { timerTime } from "@clearml-ts/storage";

/** Milliseconds of a minute. */
export const MS_PER_MINUTE = 60_000;

/**
 * Waits for work that is given up when its minutes are over.
 *
 * @throws {@link Error} what `error` returns, when they are over first.
 */
export async function within<T>(minutes: number | undefined, error: () => Error, work: Promise<T>): Promise<T> {
  if (minutes === undefined) {
    return work;
  }
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(error()), timerTime(minutes * MS_PER_MINUTE));
  });
  try {
    return await Promise.race([work, over]);
  } finally {
    clearTimeout(timer);
  }
}

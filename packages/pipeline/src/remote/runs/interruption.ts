import { ClearMLError } from "@clearml-ts/protocol";

/** Signals by which people and schedulers end a program on purpose. */
const STOP_SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** The reason of a run that was stopped because its program was told to end. */
class InterruptedError extends ClearMLError {
  override name = "InterruptedError";

  constructor(readonly signal: NodeJS.Signals) {
    super(`The program was ended by ${signal}.`);
  }
}

/**
 * Runs work that other machines do their part of, and that is to be stopped there when this program is told to end. The
 * program ends by the same signal when the work has stopped. A program that handles the signal itself decides alone.
 */
export async function stopWithProgram<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const listeners = STOP_SIGNALS.map((name) => {
    const listener = () => {
      if (process.listenerCount(name) === 1) {
        controller.abort(new InterruptedError(name));
      }
    };
    process.on(name, listener);
    return { name, listener };
  });
  try {
    return await work(controller.signal);
  } finally {
    for (const { name, listener } of listeners) {
      process.off(name, listener);
    }
    const { reason } = controller.signal;
    if (reason instanceof InterruptedError) {
      process.kill(process.pid, reason.signal);
    }
  }
}

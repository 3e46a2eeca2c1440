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

/** All work of this program that other machines do their part of. */
const underWay = new Set<AbortController>();

/** The signal by which this program was told to end. */
let told: NodeJS.Signals | undefined;

/**
 * Runs work that other machines do their part of, and that is to be stopped there when this program is told to end. The
 * program ends by the same signal when all such work has stopped, and at once by a second one. A program that handles the signal
 * itself decides alone.
 */
export async function stopWithProgram<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  if (underWay.size === 0) {
    listen();
  }
  underWay.add(controller);
  try {
    return await work(controller.signal);
  } finally {
    underWay.delete(controller);
    if (underWay.size === 0) {
      listenNoMore();
      if (told !== undefined) {
        process.kill(process.pid, told);
      }
    }
  }
}

function listen(): void {
  for (const name of STOP_SIGNALS) {
    process.on(name, onSignal);
  }
}

function listenNoMore(): void {
  for (const name of STOP_SIGNALS) {
    process.off(name, onSignal);
  }
}

function onSignal(name: NodeJS.Signals): void {
  if (process.listenerCount(name) > 1) {
    return;
  }
  told = name;
  // Whoever sends it again wants the program to end now.
  listenNoMore();
  for (const controller of underWay) {
    controller.abort(new InterruptedError(name));
  }
}

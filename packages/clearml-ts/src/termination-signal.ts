import { ClearMLError } from "@clearml-ts/protocol";
import { say } from "./language/say.ts";

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** Thrown when a signal cuts a command short. */
export class InterruptedError extends ClearMLError {
  override name = "InterruptedError";

  constructor(
    message: string,
    readonly signal: (typeof SIGNALS)[number],
  ) {
    super(message);
  }
}

/**
 * Aborted with an {@link InterruptedError} when this process is asked to end. It is asked once: the next signal finds nobody listening,
 * and the system ends the process at once.
 */
export function terminationSignal(message = say`Interrupted: nothing was changed.`): AbortSignal {
  const termination = new AbortController();
  const end = (signal: NodeJS.Signals) => {
    for (const each of SIGNALS) {
      process.off(each, end);
    }
    termination.abort(new InterruptedError(message, signal === "SIGINT" ? "SIGINT" : "SIGTERM"));
  };
  for (const signal of SIGNALS) {
    process.on(signal, end);
  }
  return termination.signal;
}

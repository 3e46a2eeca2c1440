import { ClearMLError } from "@clearml-ts/protocol";

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/**
 * Aborted with a message when this process is asked to end. It is asked once: the next signal finds nobody listening, and
 * the system ends the process at once.
 */
export function terminationSignal(message = "Interrupted: nothing was changed."): AbortSignal {
  const termination = new AbortController();
  const end = () => {
    for (const signal of SIGNALS) {
      process.off(signal, end);
    }
    termination.abort(new ClearMLError(message));
  };
  for (const signal of SIGNALS) {
    process.on(signal, end);
  }
  return termination.signal;
}

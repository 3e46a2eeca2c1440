import { InterruptedError } from "./termination-signal.ts";

/** The statuses with which the command ends. */
export const exitStatus = { done: 0, failed: 1, usage: 2, interrupted: 130, terminated: 143 } as const;

/** When the command ends with each status. */
export const exitStatusMeanings: Readonly<Record<keyof typeof exitStatus, string>> = {
  done: "It is done. `server` and `agent` end with it after a signal: that is how they are asked to end.",
  failed:
    "It failed, and one line on stderr says why; or it looked, and found a problem: `doctor`, `server doctor`, `data verify`, `model lineage` when something is gone, `model champion` when there is none, `pipeline run --wait` and `resume --wait` when the pipeline has not gone well, and `sync` when reports are left.",
  usage: "The command line is wrong; nothing was done.",
  interrupted: "Ctrl-C (SIGINT) cut it short.",
  terminated: "SIGTERM cut it short.",
};

/** The status for a command that threw. */
export function exitStatusOf(error: unknown): number {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof InterruptedError) {
      return cause.signal === "SIGINT" ? exitStatus.interrupted : exitStatus.terminated;
    }
  }
  return exitStatus.failed;
}

/** The way in which a program ends. */
export type ProgramEnd =
  /** Nothing is left to do. */
  | { kind: "finished"; exitCode: number }
  /** `process.exit()` was called, perhaps after an error that nobody caught: nothing can be waited for. */
  | { kind: "exited"; exitCode: number; error?: unknown }
  /** An error was caught by nobody. */
  | { kind: "threw"; error: unknown }
  /** A signal that nobody else handles. */
  | { kind: "signalled"; signal: NodeJS.Signals };

/** The last change of a task's status, and the reason that goes with it. */
export type LastMove =
  | { status: "completed" }
  | { status: "stopped"; message?: string }
  /** The reason is an error, or a text. */
  | { status: "failed"; reason: unknown };

/** Signals by which people and schedulers end a program on purpose. */
export const STOP_SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** The exit codes of programs that handle those signals themselves. */
const STOP_CODES = [130, 143];

/**
 * The exit code by which a program tells ClearML's agents that it was stopped: -2, as a system gives it back. Any other but 0 makes
 * them record a failure (`handle_task_process_termination` in clearml-agent).
 */
export const STOPPED_EXIT_CODE = 254;

/**
 * Decides the last change of a task's status as the Python SDK does: an error or another exit code than 0 fails it, a
 * signal stops it, and otherwise it is complete. Under an agent there is none: the agent sets the status.
 */
export function lastMove(
  end: ProgramEnd,
  { isAgents, isStopped }: { isAgents: boolean; isStopped: boolean },
): LastMove | undefined {
  if (isAgents) {
    return undefined;
  }
  if (isStopped) {
    return { status: "stopped", message: "USER ABORTED" };
  }
  switch (end.kind) {
    case "threw":
      return { status: "failed", reason: end.error };
    case "signalled":
      return { status: "stopped" };
    default:
      return afterExit(end.exitCode, "error" in end ? end.error : `Exit code ${end.exitCode}`);
  }
}

function afterExit(exitCode: number, reason: unknown): LastMove {
  if (exitCode === 0) {
    return { status: "completed" };
  }
  return STOP_CODES.includes(exitCode) ? { status: "stopped" } : { status: "failed", reason };
}

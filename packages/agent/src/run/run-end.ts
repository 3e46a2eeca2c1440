import { STOPPED_EXIT_CODE } from "@clearml-ts/tasks";
import type { StopReason } from "./stop-reason.ts";

/** How a run ended: its program by itself, somebody from outside, the agent, or before the program could start. */
export type RunOutcome =
  | { readonly kind: "exit"; readonly code: number }
  | { readonly kind: "stop"; readonly reason: StopReason }
  | { readonly kind: "agent closed" }
  | { readonly kind: "agent killed" }
  | { readonly kind: "refused"; readonly reason: string };

/** The last words about a run: the status that the task gets, if any, and a line for its console. */
export interface RunEnd {
  readonly status?: "completed" | "stopped" | "failed";
  readonly reason?: string;
  readonly line?: string;
}

/** The exit codes of a program that SIGINT has ended, as Python's `subprocess` gives them, and of one that says so itself. */
const INTERRUPTED: readonly number[] = [-2, STOPPED_EXIT_CODE];

/** Decides how a run is reported: by the words of the official agent (`handle_task_termination` in clearml-agent). */
export function runEnd(outcome: RunOutcome): RunEnd {
  switch (outcome.kind) {
    case "exit":
      return exitEnd(outcome.code);
    case "stop":
      // Whoever changed the status meant it.
      return outcome.reason === "stopped"
        ? { status: "stopped", reason: "task was stopped by tasks.stop", line: "Process aborted by user" }
        : {};
    case "agent closed":
      return { status: "stopped", reason: "worker was stopped", line: "Process terminated: the worker was stopped" };
    case "agent killed":
      return {
        status: "failed",
        reason: "worker was killed",
        line: "Process terminated: the worker that ran it was killed",
      };
    case "refused":
      return { status: "failed", reason: outcome.reason };
  }
}

function exitEnd(code: number): RunEnd {
  if (code === 0) {
    return { status: "completed", reason: "worker execution done", line: "Process completed successfully" };
  }
  if (INTERRUPTED.includes(code)) {
    return { status: "stopped", reason: "user abort", line: "Process terminated by user" };
  }
  return {
    status: "failed",
    reason: `worker execution exit code ${code}`,
    line: `Process failed, exit code ${code}`,
  };
}

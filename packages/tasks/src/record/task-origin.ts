/** How a task came to run in this process: whose values count, and who records its end. */
export interface TaskOrigin {
  /** Values that the task has win over those of the program, which adds those that are missing. */
  readonly serverWins: boolean;
  /** An agent runs the program: it sends the console, and sets the final status from the exit code. */
  readonly underAgent: boolean;
}

/** A task that this program made, or that it looks at from outside. */
export const OWN: TaskOrigin = { serverWins: false, underAgent: false };

/** The task that an agent started this program for. */
export const OF_AGENT: TaskOrigin = { serverWins: true, underAgent: true };

/** A task that was given by its id: it is run here as an agent would run it, and ended by this program. */
export const TAKEN_UP: TaskOrigin = { serverWins: true, underAgent: false };

/**
 * Decides whose value counts of anything that both a task and its program may have: a parameter, a configuration, the
 * labels, the destination of files. A value that the task does not have is the program's, and gets added.
 */
export function whoseValue({ serverWins }: TaskOrigin, stored: unknown): "task" | "program" {
  return serverWins && stored !== undefined && stored !== null ? "task" : "program";
}

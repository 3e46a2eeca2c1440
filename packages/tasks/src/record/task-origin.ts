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

import type { ProjectReference } from "../../project-name.ts";
import type { TaskState } from "../../record/task-state.ts";
import { describeFailure } from "./failure.ts";
import { taskParts } from "./task-parts.ts";

/** The task of a block that seemed to end well, and the error by which it was left. */
export interface LeftBlock {
  state: TaskState;
  project: ProjectReference;
  error: unknown;
  /** Ends the wait for the server. */
  signal: AbortSignal;
}

/** Makes a completed task a failed one, with the error in its record and its console. A server that is away is a warning. */
export async function failAfterBlock({ state, project, error, signal }: LeftBlock): Promise<void> {
  const { life, logger } = taskParts(state, project);
  const { reason, details } = describeFailure(error);
  try {
    logger.reportText(details, { level: "error" });
    const why = error instanceof Error ? `Exception ${reason}` : reason;
    await life.fail({ reason: why, message: reason, force: true });
    await logger.close({ signal });
  } catch (problem) {
    const why = problem instanceof Error ? problem.message : String(problem);
    state.connection.warn(
      `Task ${state.id} is completed, although its program failed, which could not be recorded: ${why}`,
    );
  }
}

import { describeEnvironment } from "../../program/environment.ts";
import { TaskState } from "../../record/task-state.ts";
import type { Task } from "../../task/task.ts";
import type { BundleOptions, ProgramBundle } from "../bundle/bundle-program.ts";
import type { ProgramRecord } from "../code/program-record.ts";
import { taskProgram } from "../code/task-program.ts";
import { ProgramError } from "../errors.ts";
import type { RepositoryOptions } from "../repository/repository-program.ts";

/** The form in which the running program is sent away. */
export interface RunningProgramOptions {
  /** How the program is bundled. @default with the arguments of this process */
  bundle?: BundleOptions;
  /** Send the program by its git repository, commit and changes instead of bundling it. @default false */
  repository?: boolean | Partial<RepositoryOptions>;
}

/**
 * Makes the running program one that can be sent away.
 *
 * @throws {@link ProgramError} when it is not in a file, or cannot be sent.
 */
export async function runningProgram({
  bundle,
  repository,
}: RunningProgramOptions): Promise<ProgramBundle | ProgramRecord> {
  const { entry, args } = await describeEnvironment();
  if (entry === undefined) {
    throw new ProgramError("of this process", "is not in a file, so it cannot be sent away.");
  }
  const form = repository
    ? { repository: { entry, args, ...(repository === true ? {} : repository) } }
    : { bundle: { entry, args, ...bundle } };
  return (await taskProgram(form)) as ProgramBundle | ProgramRecord;
}

/** Makes a program that of a task. */
export async function setProgram({ id, connection }: Task, { script, artifacts }: ProgramRecord): Promise<void> {
  const state = await TaskState.load(connection, id);
  if (artifacts.length > 0) {
    await connection.services.tasks.addOrUpdateArtifacts({ task: id, artifacts, force: true });
  }
  await state.edit(() => ({ script }));
}

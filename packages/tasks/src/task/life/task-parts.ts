import { objectKeyPrefix } from "@clearml-ts/storage";
import { KeptUploads } from "../../delivery/kept-uploads.ts";
import type { TaskReporter } from "../../delivery/task-reporter.ts";
import type { ProjectReference } from "../../project-name.ts";
import type { TaskState } from "../../record/task-state.ts";
import type { Logger } from "../../report/logger.ts";
import { taskLogger } from "../../report/task-logger.ts";
import { TaskLife } from "./task-life.ts";

/** The parts by which a process works on a task: its life, its reports, and the files that wait on this disk. */
export interface TaskParts {
  life: TaskLife;
  uploads: KeptUploads;
  logger: Logger;
  /** Reports what the machine does. */
  machineLogger: Logger;
  /** Sends the reports of both loggers. */
  reporter: TaskReporter;
}

/** Makes the parts of a task. */
export function taskParts(state: TaskState, project: ProjectReference): TaskParts {
  const { connection, id: taskId } = state;
  const life = new TaskLife(state);
  const uploads = new KeptUploads(connection, taskId);
  const loggers = taskLogger(connection, {
    taskId,
    keyPrefix: keyPrefixOf(state, project),
    uploads,
    iterationOffset: () => life.initialIteration,
  });
  return { life, uploads, ...loggers };
}

/** Folder of the objects of a task below any destination, not percent-encoded. */
export function keyPrefixOf({ record }: TaskState, { id: projectId, name: project }: ProjectReference): string {
  return objectKeyPrefix({ project, projectId, taskName: record.name, taskId: record.id });
}

import type { Connection } from "@clearml-ts/client";
import { BatchReporter } from "../delivery/batch-reporter.ts";
import { deliverEvents } from "../delivery/deliver-events.ts";
import type { KeptUploads } from "../delivery/kept-uploads.ts";
import { TaskReporter } from "../delivery/task-reporter.ts";
import { journalFolder } from "../journal/journal-folder.ts";
import { Logger } from "./logger.ts";

/** The task that {@link taskLogger} makes loggers of. */
export interface TaskLoggerOptions {
  taskId: string;
  /** Folder of the task's objects. */
  keyPrefix: string;
  /** Artifacts and samples of the task that wait on this disk. */
  uploads: KeptUploads;
  iterationOffset(): number;
}

/**
 * Makes the logger of a task, one for what its machine does, and the reporter that sends the reports of both in batches and
 * keeps them on disk until then.
 */
export function taskLogger(
  connection: Connection,
  { taskId, keyPrefix, uploads, iterationOffset }: TaskLoggerOptions,
): { logger: Logger; machineLogger: Logger; reporter: TaskReporter } {
  const { session, storage, config } = connection;
  const warn = (message: string) => connection.warn(message);
  const events = new BatchReporter({
    taskId,
    send: (batch, signal) => deliverEvents(session, batch, signal),
    journal: journalFolder(connection).create(taskId),
    warn,
  });
  const reporter = new TaskReporter({ taskId, events, uploads });
  const parts = {
    taskId,
    reporter,
    samples: { storage, destination: config.filesServer, keyPrefix, uploads },
    worker: config.workerName,
    iterationOffset,
    storesNonFinite: () => session.storesNonFinite,
    warn,
    now: Date.now,
  };
  return { logger: new Logger(parts), machineLogger: new Logger(parts), reporter };
}

import type { Connection } from "@clearml-ts/client";
import { journalFolder } from "../journal/journal-folder.ts";
import { BatchReporter } from "../delivery/batch-reporter.ts";
import { deliverEvents } from "../delivery/deliver-events.ts";
import { Logger } from "./logger.ts";

/**
 * Makes the logger of a task, one for what its machine does, and the reporter that sends the reports of both in batches and
 * keeps them on disk until then; `keyPrefix` is the folder of the task's objects.
 */
export function taskLogger(
  connection: Connection,
  { taskId, keyPrefix, iterationOffset }: { taskId: string; keyPrefix: string; iterationOffset: () => number },
): { logger: Logger; machineLogger: Logger; reporter: BatchReporter } {
  const { session, storage, config } = connection;
  const warn = (message: string) => connection.warn(message);
  const reporter = new BatchReporter({
    taskId,
    send: (batch, signal) => deliverEvents(session, batch, signal),
    journal: journalFolder(connection).create(taskId),
    warn,
  });
  const parts = {
    taskId,
    reporter,
    samples: { storage, destination: config.filesServer, keyPrefix },
    worker: config.workerName,
    iterationOffset,
    storesNonFinite: () => session.storesNonFinite,
    warn,
    now: Date.now,
  };
  return { logger: new Logger(parts), machineLogger: new Logger(parts), reporter };
}

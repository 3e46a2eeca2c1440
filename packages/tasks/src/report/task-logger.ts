import type { Connection } from "@clearml-ts/client";
import { BatchReporter } from "./batch-reporter.ts";
import { deliverEvents } from "./deliver-events.ts";
import { Logger } from "./logger.ts";

/** Makes the logger of a task, which sends its reports in batches; `keyPrefix` is the folder of the task's objects. */
export function taskLogger(
  connection: Connection,
  { taskId, keyPrefix }: { taskId: string; keyPrefix: string },
): Logger {
  const { session, storage, config } = connection;
  const warn = (message: string) => connection.warn(message);
  return new Logger({
    taskId,
    reporter: new BatchReporter({ taskId, send: (batch, signal) => deliverEvents(session, batch, signal), warn }),
    samples: { storage, destination: config.filesServer, keyPrefix },
    worker: config.workerName,
    storesNonFinite: () => session.storesNonFinite,
    warn,
    now: Date.now,
  });
}

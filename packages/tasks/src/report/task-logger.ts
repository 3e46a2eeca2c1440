import type { Connection } from "@clearml-ts/client";
import { BatchReporter } from "./batch-reporter.ts";
import { deliverEvents } from "./deliver-events.ts";
import { Logger } from "./logger.ts";

/** Makes the logger of a task, which sends its reports in batches; `keyPrefix` is the folder of the task's objects. */
export function taskLogger(
  { session, storage, config }: Connection,
  { taskId, keyPrefix }: { taskId: string; keyPrefix: string },
): Logger {
  return new Logger({
    taskId,
    reporter: new BatchReporter({ taskId, send: (events, signal) => deliverEvents(session, events, signal), warn }),
    storage,
    worker: config.workerName,
    sampleDestination: config.filesServer,
    keyPrefix,
    warn,
    now: Date.now,
  });
}

function warn(message: string): void {
  process.emitWarning(message, { type: "ClearMLWarning" });
}

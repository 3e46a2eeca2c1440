import type { Connection } from "@clearml-ts/client";
import { BatchReporter } from "../delivery/batch-reporter.ts";
import { deliverEvents } from "../delivery/deliver-events.ts";
import { ScalarLogger } from "./scalar-logger.ts";

/** The model that reports are about. */
export interface ModelLoggerOptions {
  /** Its id, or its name while it has none; for messages. */
  label: string;
  /** Asked when reports are sent. */
  modelId(): Promise<string>;
}

/**
 * Makes a logger whose reports are those of a model: the same events as a task's, marked as a model's. They are kept in memory
 * until they have been sent.
 */
export function modelLogger(connection: Connection, { label, modelId }: ModelLoggerOptions): ScalarLogger {
  const { session } = connection;
  const warn = (message: string) => connection.warn(message);
  const reporter = new BatchReporter({
    taskId: label,
    send: async ({ identity, events }, signal) => {
      const task = await modelId();
      const ofModel = events.map((event) => JSON.stringify({ ...JSON.parse(event), task, model_event: true }));
      return await deliverEvents(session, { identity, events: ofModel }, signal);
    },
    warn,
  });
  const storesNonFinite = () => session.storesNonFinite;
  return new ScalarLogger({ taskId: label, reporter, storesNonFinite, warn, now: Date.now });
}

import type { Connection } from "@clearml-ts/client";
import type { ReportWaitOptions } from "../../delivery/time-limit.ts";

/** A task as {@link lookAtTables} knows it. */
interface TableOwner {
  readonly connection: Connection;
  syncRegisteredArtifacts(options: ReportWaitOptions): Promise<void>;
}

/** Stores the registered tables of a task that have changed; a failure is a warning. */
export async function lookAtTables(task: TableOwner, options: ReportWaitOptions = {}): Promise<void> {
  if (!options.signal?.aborted) {
    await task.syncRegisteredArtifacts(options).catch((error: unknown) => {
      task.connection.warn(error instanceof Error ? error.message : String(error));
    });
  }
}

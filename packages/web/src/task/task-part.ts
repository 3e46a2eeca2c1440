import type { JoinedTaskRecord } from "@clearml-ts/protocol";

/** The task that a part of its page shows. */
export interface TaskPartProps {
  task: JoinedTaskRecord;
  /** Milliseconds after which to look again; undefined when the task cannot change by itself. */
  every: number | undefined;
}

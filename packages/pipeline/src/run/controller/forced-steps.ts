import type { Task } from "@clearml-ts/tasks";

/** Runtime property of a controller that waits in a queue, with the names of the steps that are forced to run. */
const FORCE = "pipeline_force";

/** The runtime property that tells the next attempt of a run which of its steps are forced to run. */
export function forceProperty(names: readonly string[]): Record<string, string> {
  return { [FORCE]: names.length === 0 ? "" : JSON.stringify(names) };
}

/** Reads the names that {@link forceProperty} stored. */
export function forcedSteps({ record }: Task): string[] {
  const stored = record.runtime?.[FORCE];
  return typeof stored === "string" && stored !== "" ? (JSON.parse(stored) as string[]) : [];
}

import { isProcessRunning, ownProcess, type ProcessMark, processMarkText, readProcessMark } from "@clearml-ts/storage";
import type { Task } from "@clearml-ts/tasks";

/** Runtime property of a controller with the mark of the process that runs it. */
const PROCESS = "pipeline_process";

/** A controller that runs tells so every half minute. */
const SILENT_AFTER_MS = 90_000;

/** Ids of the controllers that this process runs. */
const runningHere = new Set<string>();

/** The facts by which a run that has not ended counts as one that somebody still works on. */
export interface OwnerFacts {
  /** The process that began it; `here` for this one, `gone` for one of this machine that there is no more. */
  process: "here" | "gone" | "unknown";
  /** Milliseconds since its controller was heard of last. */
  silentFor: number;
}

/** Decides whether somebody still works on a run that has not ended. */
export function isPerhapsOwned({ process, silentFor }: OwnerFacts): boolean {
  return process === "here" || (process === "unknown" && silentFor < SILENT_AFTER_MS);
}

/** Keeps in mind that this process runs a controller, until the returned function is called. */
export function ownRun({ id }: Task): () => void {
  runningHere.add(id);
  return () => runningHere.delete(id);
}

/** The runtime property by which another program finds the process that runs a controller. */
export function ownerProperty(): Record<string, string> {
  return { [PROCESS]: processMarkText(ownProcess()) };
}

/** Looks for the process that runs a controller. */
export function ownerOfRun({ id, record: { runtime = {}, last_update } }: Task, now: Date): OwnerFacts {
  const silentFor = last_update === undefined ? Number.POSITIVE_INFINITY : now.getTime() - Date.parse(last_update);
  if (runningHere.has(id)) {
    return { process: "here", silentFor };
  }
  const mark = readProcessMark(runtime[PROCESS]);
  return { process: mark !== undefined && isGone(mark) ? "gone" : "unknown", silentFor };
}

function isGone(mark: ProcessMark): boolean {
  // This process would have it in mind.
  const isOwn = processMarkText(mark) === processMarkText(ownProcess());
  return isOwn || isProcessRunning(mark) === false;
}

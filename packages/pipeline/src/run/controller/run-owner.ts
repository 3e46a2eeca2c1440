import { hostname } from "node:os";
import type { Task } from "@clearml-ts/tasks";

/** Runtime property of a controller with the number of the process that runs it; every task has the name of its host. */
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
  return { [PROCESS]: String(process.pid) };
}

/** Looks for the process that runs a controller. */
export function ownerOfRun({ id, record: { runtime = {}, last_update } }: Task, now: Date): OwnerFacts {
  const silentFor = last_update === undefined ? Number.POSITIVE_INFINITY : now.getTime() - Date.parse(last_update);
  if (runningHere.has(id)) {
    return { process: "here", silentFor };
  }
  const pid = Number(runtime[PROCESS]);
  const isOfThisMachine = runtime["hostname"] === hostname() && Number.isInteger(pid) && pid > 0;
  return { process: isOfThisMachine && (pid === process.pid || isGone(pid)) ? "gone" : "unknown", silentFor };
}

function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}

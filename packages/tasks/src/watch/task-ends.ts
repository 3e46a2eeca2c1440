import type { TaskStatus } from "@clearml-ts/protocol";

/** Statuses of a task that is over. */
export const FINAL_STATUSES: readonly TaskStatus[] = [
  "completed",
  "failed",
  "stopped",
  "closed",
  "published",
  "publishing",
];

/** Statuses in which a task waits for its worker or runs on it. */
const RUNNING: TaskStatus = "in_progress";

/** A draft this many looks in a row was taken out of its queue for good: moving it to another one takes a moment. */
const DRAFTS_IN_A_ROW = 3;

/** How a task that is followed was last seen. */
export interface Sighting {
  status: TaskStatus;
  /** Looks in a row that found it a draft. */
  drafts: number;
}

/** The change of a followed task that a look at it shows. */
export type Change =
  /** It still waits or runs, as it did before. */
  | { kind: "none" }
  /** A worker has taken it, or has put it back. */
  | { kind: "moved"; to: "queued" | "running" }
  /** It is over. */
  | { kind: "ended"; status: TaskStatus }
  /** Nobody will run it any more. */
  | { kind: "lost"; why: string };

/** Compares a task with how it was last seen; undefined stands for a task that the server does not have. */
export function changeOf(before: Sighting, status: TaskStatus | undefined): { change: Change; now: Sighting } {
  if (status === undefined) {
    return { change: { kind: "lost", why: "was deleted" }, now: before };
  }
  const drafts = status === "created" ? before.drafts + 1 : 0;
  const now = { status, drafts };
  if (FINAL_STATUSES.includes(status)) {
    return { change: { kind: "ended", status }, now };
  }
  if (drafts >= DRAFTS_IN_A_ROW) {
    return { change: { kind: "lost", why: "was taken out of its queue, or reset" }, now };
  }
  const isRunning = status === RUNNING;
  if (isRunning === (before.status === RUNNING)) {
    return { change: { kind: "none" }, now };
  }
  return { change: { kind: "moved", to: isRunning ? "running" : "queued" }, now };
}

/** The statuses in which tasks last seen in one of these are news. */
export function newsFor(seen: "waiting" | "running"): readonly TaskStatus[] {
  return seen === "running" ? FINAL_STATUSES : [RUNNING, ...FINAL_STATUSES];
}

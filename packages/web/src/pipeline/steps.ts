import type { TaskStatus } from "@clearml-ts/protocol";

/** A step of a run, as the controller's configuration object `Pipeline` says it. */
export interface Step {
  name: string;
  parents: string[];
  /** Id of the task that has its results, or runs it. */
  task: string | undefined;
  status: string;
  isCached: boolean;
  /** Milliseconds since the epoch. */
  started: number | undefined;
  ended: number | undefined;
}

/** The facts about a node that the Python SDK and ours store. */
interface StoredNode {
  parents?: string[] | null;
  executed?: string | false | null;
  job_id?: string | null;
  status?: string | null;
  job_started?: number | null;
  job_ended?: number | null;
}

/** The steps of a run in the order in which they were added, from the text of the configuration object; none where it cannot be read. */
export function stepsOf(text: string): Step[] {
  try {
    return Object.entries(JSON.parse(text) as Record<string, StoredNode>).map(([name, node]) => stepOf(name, node));
  } catch {
    return [];
  }
}

function stepOf(name: string, node: StoredNode): Step {
  const milliseconds = (seconds: number | null | undefined) => (seconds ? seconds * 1000 : undefined);
  const status = node.status ?? "pending";
  return {
    name,
    parents: node.parents ?? [],
    task: node.job_id || node.executed || undefined,
    status,
    isCached: status === "cached",
    started: milliseconds(node.job_started),
    ended: milliseconds(node.job_ended),
  };
}

const LOOKS: Readonly<Record<string, TaskStatus>> = {
  completed: "completed",
  cached: "completed",
  failed: "failed",
  aborted: "stopped",
  running: "in_progress",
  queued: "queued",
};

/** The status of a task that looks like that of a step. */
export function statusOf({ status }: Step): TaskStatus {
  return LOOKS[status] ?? "created";
}

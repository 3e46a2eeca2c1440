import { NOT_CACHED } from "../../page/cache-decisions.ts";
import type { NodeRecord } from "../../page/node-record.ts";
import type { CacheDecision, StepReport, StepStatus } from "../../steps/step-report.ts";

/** The steps of a run as its controller shows them. */
export type StoredNodes = Readonly<Record<string, NodeRecord>>;

/** Reads the configuration object `Pipeline` of a controller; one that has not begun has no steps. */
export function readNodes(text: string | undefined): StoredNodes {
  return text === undefined || text === "" ? {} : (JSON.parse(text) as StoredNodes);
}

/** A step as far as its controller tells of it, with the decisions of the cache by the names of steps. */
export function reportOf(
  name: string,
  node: NodeRecord,
  decisions: Readonly<Record<string, CacheDecision>>,
): StepReport {
  const { status, parents, job_id, job_started, job_ended } = node;
  return {
    name,
    status: status as StepStatus,
    parents,
    taskId: job_id ?? undefined,
    output: undefined,
    cache: decisions[name] ?? (job_id === null ? undefined : NOT_CACHED),
    startedAt: dateOf(job_started),
    endedAt: dateOf(job_ended),
    error: undefined,
  };
}

/** The steps that look different from before. */
export function changedNodes(before: StoredNodes, now: StoredNodes): string[] {
  return Object.entries(now)
    .filter(([name, { status, job_id }]) => before[name]?.status !== status || before[name]?.job_id !== job_id)
    .map(([name]) => name);
}

function dateOf(seconds: number | null): Date | undefined {
  return seconds === null ? undefined : new Date(seconds * 1000);
}

import type { NodeRecord } from "../../page/node-record.ts";
import type { StepStatus } from "../../steps/step-report.ts";
import type { JsonValue } from "../../values/json.ts";
import type { Monitored } from "../monitors/monitored.ts";

/** A step of a pipeline as it stands: Python's `PipelineController.Node`. */
export interface PipelineNode {
  readonly name: string;
  readonly status: StepStatus;
  /** Id of the task that runs it or has run it, or that it was taken from. */
  readonly taskId: string | undefined;
  /** Id of the task that has the results; `false` where there are none and the steps behind it are left out. */
  readonly executed: string | false | undefined;
  /** Names of the steps that it waits for. */
  readonly parents: readonly string[];
  /** Id of the task that it is a copy of; undefined for a function. */
  readonly baseTaskId: string | undefined;
  readonly queue: string | undefined;
  /** Seconds that it may take. */
  readonly timeLimit: number | undefined;
  /** Parameters by full name, with references as they were given. */
  readonly parameters: Readonly<Record<string, JsonValue>>;
  readonly configurations: Readonly<Record<string, JsonValue>>;
  /** Fields of its task that are overridden, by dotted path. */
  readonly taskOverrides: Readonly<Record<string, JsonValue>>;
  readonly cloneBaseTask: boolean;
  readonly cacheExecutedStep: boolean;
  /** Names of its outputs. */
  readonly returnArtifacts: readonly string[];
  /** The parts of it that are shown on the pipeline's task. */
  readonly monitored: Monitored;
  readonly continueOnFail: boolean;
  /** Name of the group that the page shows it in. */
  readonly stage: string | undefined;
  readonly startedAt: Date | undefined;
  readonly endedAt: Date | undefined;
}

/** Reads a node as a controller stores it, in this language or in Python. */
export function pipelineNode(name: string, record: NodeRecord): PipelineNode {
  return {
    name,
    status: record.status as StepStatus,
    taskId: record.job_id ?? undefined,
    executed: record.executed ?? undefined,
    parents: record.parents,
    baseTaskId: record.base_task_id ?? undefined,
    queue: record.queue ?? undefined,
    timeLimit: record.timeout ?? undefined,
    parameters: record.parameters,
    configurations: record.configurations,
    taskOverrides: record.task_overrides,
    cloneBaseTask: record.clone_task,
    cacheExecutedStep: record.cache_executed_step,
    returnArtifacts: record.return_artifacts,
    monitored: { metrics: record.monitor_metrics, artifacts: record.monitor_artifacts, models: record.monitor_models },
    continueOnFail: record.continue_on_fail,
    stage: record.stage ?? undefined,
    startedAt: dateOf(record.job_started),
    endedAt: dateOf(record.job_ended),
  };
}

function dateOf(seconds: number | null): Date | undefined {
  return seconds === null ? undefined : new Date(seconds * 1000);
}

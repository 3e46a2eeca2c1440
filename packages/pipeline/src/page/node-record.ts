import { succeeded } from "../steps/step-outcome.ts";
import type { StepState } from "../steps/step-state.ts";
import type { JsonValue } from "../values/json.ts";
import { nodeParameters } from "./node-parameters.ts";

/**
 * A step as the configuration object `Pipeline` of a controller holds it.
 *
 * The Python SDK hands every key but `job_id` to the constructor of its node, so a key that it does not know would
 * make it fail. Reference: `PipelineController.Node` in `clearml/automation/controller.py`.
 */
export interface NodeRecord {
  base_task_id: string | null;
  queue: string | null;
  parents: string[];
  timeout: number | null;
  parameters: Record<string, JsonValue>;
  configurations: Record<string, JsonValue>;
  task_overrides: Record<string, JsonValue>;
  /** Id of the task that has the results; `false` when there are none and the steps after it are skipped. */
  executed: string | false | null;
  status: string;
  clone_task: boolean;
  job_type: string | null;
  /** Seconds since the epoch. */
  job_started: number | null;
  job_ended: number | null;
  job_code_section: string | null;
  skip_job: boolean;
  cache_executed_step: boolean;
  return_artifacts: string[];
  monitor_metrics: [];
  monitor_artifacts: [];
  monitor_models: [];
  explicit_docker_image: string | null;
  recursively_parse_parameters: boolean;
  output_uri: string | null;
  draft: boolean;
  continue_behaviour: null;
  continue_on_fail: boolean;
  continue_on_abort: boolean;
  skip_children_on_abort: boolean;
  skip_children_on_fail: boolean;
  stage: string | null;
  job_id: string | null;
}

/** Writes a step as a node. */
export function nodeRecord(step: StepState): NodeRecord {
  const { definition, status, taskId, outcomeSoFar } = step;
  return {
    base_task_id: null,
    queue: step.queue ?? null,
    parents: step.parents.map((parent) => parent.name),
    timeout: definition.timeLimit ?? null,
    parameters: nodeParameters(step),
    configurations: {},
    task_overrides: {},
    executed: status === "failed" || status === "aborted" ? false : finishedTask(step),
    status,
    clone_task: false,
    job_type: definition.type,
    job_started: seconds(step.startedAt),
    job_ended: seconds(step.endedAt),
    job_code_section: step.name,
    skip_job: status === "skipped",
    cache_executed_step: definition.cache,
    return_artifacts: outcomeSoFar && succeeded(outcomeSoFar) ? Object.keys(outcomeSoFar.outputs.values) : [],
    monitor_metrics: [],
    monitor_artifacts: [],
    monitor_models: [],
    explicit_docker_image: definition.docker ?? null,
    recursively_parse_parameters: true,
    output_uri: null,
    draft: false,
    continue_behaviour: null,
    continue_on_fail: definition.continueOnFail,
    continue_on_abort: definition.continueOnFail,
    skip_children_on_abort: true,
    skip_children_on_fail: true,
    stage: null,
    job_id: taskId ?? null,
  };
}

function finishedTask({ status, taskId }: StepState): string | null {
  return status === "completed" || status === "cached" ? (taskId ?? null) : null;
}

function seconds(date: Date | undefined): number | null {
  return date ? date.getTime() / 1000 : null;
}

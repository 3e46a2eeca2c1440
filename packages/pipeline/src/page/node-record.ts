import type { NodeFacts } from "../define/definition/node-facts.ts";
import { succeeded } from "../steps/step-outcome.ts";
import type { StepState } from "../steps/step-state.ts";
import { nodeParameters } from "./node-parameters.ts";

/**
 * A step as the configuration object `Pipeline` of a controller holds it.
 *
 * The Python SDK hands every key but `job_id` to the constructor of its node, so a key that it does not know would
 * make it fail. Reference: `PipelineController.Node` in `clearml/automation/controller.py`.
 */
export interface NodeRecord extends NodeFacts {
  parents: string[];
  /** Seconds. */
  timeout: number | null;
  /** Id of the task that has the results; `false` when there are none and the steps after it are skipped. */
  executed: string | false | null;
  status: string;
  job_type: string | null;
  /** Seconds since the epoch. */
  job_started: number | null;
  job_ended: number | null;
  skip_job: boolean;
  explicit_docker_image: string | null;
  continue_behaviour: null;
  continue_on_fail: boolean;
  continue_on_abort: boolean;
  skip_children_on_abort: boolean;
  skip_children_on_fail: boolean;
  job_id: string | null;
}

/** Writes a step as a node. */
export function nodeRecord(step: StepState): NodeRecord {
  const { definition, status, taskId } = step;
  const { continueOnFail, continueOnAbort = continueOnFail } = definition;
  const { skipChildrenOnFail = true, skipChildrenOnAbort = true } = definition;
  const facts = definition.node ?? factsOf(step);
  // In the order of Python's own nodes, which people compare.
  return {
    base_task_id: facts.base_task_id,
    queue: step.queue ?? facts.queue,
    parents: step.parents.map((parent) => parent.name),
    timeout: definition.timeLimit ?? null,
    parameters: facts.parameters,
    configurations: facts.configurations,
    task_overrides: facts.task_overrides,
    executed: executedBy(step),
    status,
    clone_task: facts.clone_task,
    job_type: definition.type,
    job_started: seconds(step.startedAt),
    job_ended: seconds(step.endedAt),
    job_code_section: facts.job_code_section,
    skip_job: status === "skipped",
    cache_executed_step: facts.cache_executed_step,
    return_artifacts: facts.return_artifacts,
    monitor_metrics: facts.monitor_metrics,
    monitor_artifacts: facts.monitor_artifacts,
    monitor_models: facts.monitor_models,
    explicit_docker_image: definition.docker ?? null,
    recursively_parse_parameters: facts.recursively_parse_parameters,
    output_uri: facts.output_uri,
    draft: facts.draft,
    continue_behaviour: null,
    continue_on_fail: continueOnFail,
    continue_on_abort: continueOnAbort,
    skip_children_on_abort: skipChildrenOnAbort,
    skip_children_on_fail: skipChildrenOnFail,
    stage: facts.stage,
    job_id: taskId ?? null,
  };
}

/** The facts about a call of a component, which nobody has described but by calling it. */
function factsOf(step: StepState): NodeFacts {
  const { name, definition, outcomeSoFar } = step;
  return {
    base_task_id: null,
    queue: null,
    parameters: nodeParameters(step),
    configurations: {},
    task_overrides: {},
    clone_task: false,
    job_code_section: name,
    cache_executed_step: definition.cache,
    return_artifacts: outcomeSoFar && succeeded(outcomeSoFar) ? Object.keys(outcomeSoFar.outputs.values) : [],
    monitor_metrics: [],
    monitor_artifacts: [],
    monitor_models: [],
    recursively_parse_parameters: true,
    output_uri: null,
    draft: false,
    stage: null,
  };
}

function executedBy(step: StepState): string | false | null {
  const { status, taskId = null } = step;
  if (status === "failed" || status === "aborted") {
    return step.letsOthersStart ? taskId : false;
  }
  return status === "completed" || status === "cached" ? taskId : null;
}

function seconds(date: Date | undefined): number | null {
  return date ? date.getTime() / 1000 : null;
}

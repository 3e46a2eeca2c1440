import { schemaCheck } from "../../define/definition/check-schema.ts";
import type { ComponentDefinition } from "../../define/definition/component-definition.ts";
import type { NodeFacts } from "../../define/definition/node-facts.ts";
import { monitored } from "../monitors/monitored.ts";
import type { RetryCallback } from "../step-callbacks.ts";
import type { ControllerStepOptions } from "../step-options.ts";

/** The parts of a definition that follow from the kind of a step, and its node likewise. */
export interface StepKind
  extends Pick<ComponentDefinition, "type" | "run">,
    Partial<Pick<ComponentDefinition, "tags" | "cache" | "source" | "files" | "definedAt" | "docker">> {
  node: Partial<NodeFacts> & Pick<NodeFacts, "parameters">;
}

/** The definition by which the engine runs a step: of what all kinds of steps have, and of what is special to its own. */
export function stepDefinition(
  options: ControllerStepOptions,
  retries: number,
  { node, ...kind }: StepKind,
): ComponentDefinition {
  const { name, timeLimit } = options;
  return {
    name,
    tags: [],
    cache: false,
    cacheKey: undefined,
    version: undefined,
    source: "",
    files: [],
    definedAt: 0,
    docker: undefined,
    retries,
    timeLimit,
    ...consequences(options),
    checkInput: schemaCheck(undefined),
    checkOutput: schemaCheck(undefined),
    ...kind,
    node: { ...commonFacts(options), ...node },
  };
}

/** How often a step is tried again: where a callback decides, a worker must not fail the task before that. */
export function retriesOf(retry: number | RetryCallback): number {
  return typeof retry === "number" ? retry : Number.POSITIVE_INFINITY;
}

/** The consequences of a step's end without results; Python's defaults differ where any of them is given. */
function consequences({ continueBehaviour }: ControllerStepOptions) {
  const { continueOnFail = true, continueOnAbort = true, ...children } = continueBehaviour ?? {};
  return continueBehaviour === undefined ? { continueOnFail: false } : { continueOnFail, continueOnAbort, ...children };
}

function commonFacts(options: ControllerStepOptions): Omit<NodeFacts, "parameters"> {
  const { executionQueue = null, cacheExecutedStep = false, stage = null, outputUri = null } = options;
  const { metrics, artifacts, models } = monitored(options);
  return {
    base_task_id: null,
    queue: executionQueue,
    configurations: {},
    task_overrides: {},
    clone_task: false,
    job_code_section: null,
    cache_executed_step: cacheExecutedStep,
    return_artifacts: [],
    monitor_metrics: metrics,
    monitor_artifacts: artifacts,
    monitor_models: models,
    recursively_parse_parameters: false,
    output_uri: outputUri,
    draft: false,
    stage,
  };
}

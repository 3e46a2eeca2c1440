import type { JsonValue } from "../../values/json.ts";

/** A pair of a part of a step and its name on the pipeline's task. */
type Renamed<Name> = readonly [from: Name, to: Name];

/**
 * The part of a step's node that its author decides, by the names under which the configuration object `Pipeline` of a
 * controller has it.
 */
export interface NodeFacts {
  /** Id of the task that the step is a copy of; null for a function. */
  base_task_id: string | null;
  queue: string | null;
  /** Parameters by full name, with references as they were given. */
  parameters: Record<string, JsonValue>;
  configurations: Record<string, JsonValue>;
  /** Fields of the task by dotted path. */
  task_overrides: Record<string, JsonValue>;
  /** Whether a copy of the task runs, or the task itself. */
  clone_task: boolean;
  /** Name of the configuration object with the code of a function; null for a copy of a task. */
  job_code_section: string | null;
  cache_executed_step: boolean;
  /** Names of the outputs. */
  return_artifacts: string[];
  monitor_metrics: readonly Renamed<readonly [title: string, series: string]>[];
  monitor_artifacts: readonly Renamed<string>[];
  monitor_models: readonly Renamed<string>[];
  /** Whether references inside lists and objects are read. */
  recursively_parse_parameters: boolean;
  output_uri: string | null;
  /** Whether its task is a draft, which somebody else puts in a queue. */
  draft: boolean;
  /** Name of the group that the page shows the step in. */
  stage: string | null;
}

import type { Connection } from "@clearml-ts/client";
import { Task } from "@clearml-ts/tasks";
import type { ComponentDefinition } from "../define/definition/component-definition.ts";
import { messageOf } from "../message-of.ts";
import type { StepSuccess } from "../steps/step-outcome.ts";
import type { CacheDecision } from "../steps/step-report.ts";
import { loadOutputs } from "../steps/stored-outputs.ts";
import type { ObjectLoader } from "../values/object-loader.ts";
import { type CacheKey, changedParts } from "./cache-key.ts";
import { type CompletedTask, findCompletedTask, JOB_HASH } from "./completed-task.ts";

/** Runtime property with the parts of a cache key, as JSON. */
const PARTS = "pipeline_job_parts";
/** Runtime property with the name of the component. */
const COMPONENT = "pipeline_component";

/** The decision, with the outputs of an earlier run where there is one. */
export type CacheAnswer =
  | { decision: CacheDecision & { hit: true }; outcome: StepSuccess }
  | { decision: CacheDecision & { hit: false }; outcome?: undefined };

/** The step that an earlier run is looked for. */
export interface CacheQuery {
  connection: Connection;
  definition: ComponentDefinition;
  key: CacheKey;
  /** How the code was compared, as the end of a sentence about a hit. */
  basis: string;
  objects: ObjectLoader;
  /** Id of the pipeline's project, where the latest run is looked for that a miss is compared with. */
  projectId: string;
  signal: AbortSignal;
}

/** Runtime properties by which a step's task is found again. */
export function keyProperties({ name }: ComponentDefinition, { hash, parts }: CacheKey): Record<string, string> {
  return { [JOB_HASH]: hash, [PARTS]: JSON.stringify(parts), [COMPONENT]: name };
}

/** Looks for a completed task with the same key, and says why there is none. */
export async function askCache({
  connection,
  definition,
  key,
  basis,
  objects,
  projectId,
  signal,
}: CacheQuery): Promise<CacheAnswer> {
  const same = await findCompletedTask(connection, { property: JOB_HASH, value: key.hash, signal });
  if (same) {
    return reuse(same.id, { connection, definition, basis, objects });
  }
  const latest = await findCompletedTask(connection, {
    property: COMPONENT,
    value: definition.name,
    project: [projectId],
    signal,
  });
  if (!latest) {
    return miss("No earlier run of the component in this pipeline has completed.");
  }
  const changed = changedParts(storedParts(latest), key.parts);
  return changed.length > 0
    ? miss(`Changed since task ${latest.id}: ${changed.join(", ")}.`, changed)
    : miss(`No completed task has this key, although task ${latest.id} agrees in all parts.`);
}

/** Takes the outputs of a task; where they cannot be read, or no longer fit, the step runs again. */
async function reuse(
  taskId: string,
  { connection, definition, basis, objects }: Pick<CacheQuery, "connection" | "definition" | "basis" | "objects">,
): Promise<CacheAnswer> {
  try {
    const outputs = await loadOutputs(await Task.get({ id: taskId }, { connection }), objects);
    await definition.checkOutput(outputs.values, "Its outputs");
    const reason = `Task ${taskId} has the same inputs and ${basis}.`;
    return { decision: { hit: true, taskId, reason }, outcome: { status: "cached", taskId, outputs } };
  } catch (error) {
    return miss(`Task ${taskId} has this key, but its outputs cannot be used: ${messageOf(error)}`);
  }
}

function storedParts({ runtime }: CompletedTask): CacheKey["parts"] {
  const text = runtime?.[PARTS];
  return typeof text === "string" ? (JSON.parse(text) as CacheKey["parts"]) : {};
}

/** The answer where nothing was looked for, or nothing was found. */
export function miss(reason: string, changed: readonly string[] = []): CacheAnswer {
  return { decision: { hit: false, reason, changed } };
}

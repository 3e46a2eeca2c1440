import { Task } from "@clearml-ts/tasks";
import { cacheKey } from "../../cache/cache-key.ts";
import { askCache, keyProperties, miss } from "../../cache/cache-lookup.ts";
import { codeOf } from "../../cache/code/code-identity.ts";
import type { EarlierTasks } from "../../earlier/earlier-tasks.ts";
import { stepWork, workProperty } from "../../earlier/step-work.ts";
import { messageOf } from "../../message-of.ts";
import { NOT_CACHED } from "../../page/cache-decisions.ts";
import type { StepInput } from "../../steps/step-input.ts";
import type { StepSuccess } from "../../steps/step-outcome.ts";
import type { CacheDecision } from "../../steps/step-report.ts";
import type { StepState } from "../../steps/step-state.ts";
import { outputsOf } from "../../steps/stored-outputs.ts";
import type { ObjectLoader } from "../../values/object-loader.ts";
import type { StoredValue } from "../../values/stored-value.ts";

/** Everything that is known of the work of a step before it runs. */
export interface KnownWork {
  /** Why the step runs, or does not. */
  decision: CacheDecision;
  /** The outputs, where the work has been done before. */
  outcome?: StepSuccess | undefined;
  /** Id of the task by which a worker is doing the work since an earlier attempt of the run. */
  underWay?: string | undefined;
  /** Runtime properties by which the task of the step is found again. */
  runtime: Record<string, string>;
}

/** The places where the work of a step may have been done before. */
export interface KnownWorkOptions {
  /** The controller's task. */
  controller: Task;
  objects: ObjectLoader;
  /** Tasks of earlier attempts of this run; undefined for its first attempt. */
  earlier: EarlierTasks | undefined;
  /** Names of steps that are to run, whatever is known. */
  force: ReadonlySet<string>;
  signal: AbortSignal;
}

const FORCED: CacheDecision = { hit: false, reason: "The step is forced to run.", changed: [] };

/** Looks for the outputs of a step among the tasks of earlier attempts of the run, then in the cache. */
export async function findKnownWork(
  step: StepState,
  { input, extra }: { input: StepInput; extra: StoredValue },
  { controller, objects, earlier, force, signal }: KnownWorkOptions,
): Promise<KnownWork> {
  const { name, definition } = step;
  const work = stepWork(definition, input, extra);
  const isForced = force.has(name);
  const own = workProperty(work);
  if (!isForced) {
    const done = earlier && (await finishedWork(step, work, earlier, objects));
    if (done) {
      return { ...done, runtime: own };
    }
    const underWay = earlier?.takeUnderWay({ name, work })?.id;
    if (underWay !== undefined) {
      const { decision } = miss(`Task ${underWay}, which was queued before the run was resumed, does the work.`);
      return { decision, underWay, runtime: own };
    }
  }
  if (!definition.cache) {
    return { decision: isForced ? FORCED : NOT_CACHED, runtime: own };
  }
  const { parts, basis, editedFile } = await codeOf(definition);
  if (editedFile !== undefined) {
    const why = `${editedFile} was edited after the program had loaded it, so which code runs is not known.`;
    return { decision: miss(why).decision, runtime: own };
  }
  const key = cacheKey(definition, parts, input, extra);
  const { connection, project } = controller;
  const { decision, outcome } = isForced
    ? { decision: FORCED, outcome: undefined }
    : await askCache({ connection, definition, key, basis, objects, projectId: project.id, signal });
  return { decision, outcome, runtime: { ...own, ...keyProperties(definition, key) } };
}

/** Takes the outputs of a task of this run; where they cannot be read, or no longer fit, the step runs again. */
async function finishedWork(
  { name, definition }: StepState,
  work: string,
  earlier: EarlierTasks,
  objects: ObjectLoader,
): Promise<Pick<KnownWork, "decision" | "outcome"> | undefined> {
  const { connection } = objects;
  const done = earlier.takeCompleted({ name, work });
  if (!done) {
    return undefined;
  }
  const { id: taskId } = done;
  try {
    const outputs = await outputsOf(definition, await Task.get({ id: taskId }, { connection }), objects);
    await definition.checkOutput(outputs.values, "Its outputs");
    const reason = `Task ${taskId} had completed the step before the run was resumed.`;
    return { decision: { hit: true, taskId, reason }, outcome: { status: "completed", taskId, outputs } };
  } catch (error) {
    connection.warn(`Step "${name}" runs again: the outputs of task ${taskId} cannot be used: ${messageOf(error)}`);
    return undefined;
  }
}

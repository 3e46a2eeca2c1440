import { type LastMetrics, results } from "@clearml-ts/protocol";
import type { ServerContext } from "../../context.ts";
import { where } from "../../database/documents/collection.ts";
import { ApiFailure } from "../../errors.ts";

/** A task or model, as far as its events need it. */
export interface EventOwner {
  readonly id: string;
  readonly name: string;
  readonly lastMetrics: LastMetrics;
}

/**
 * Returns the tasks or models whose events are asked for, in the order of the ids.
 *
 * @throws {@link ApiFailure} 400/101 for an unknown task, 400/201 for an unknown model.
 */
export function findOwners(context: ServerContext, ids: readonly string[], modelEvents = false): EventOwner[] {
  const { tasks, models } = context.records;
  const found: { id: string; name: string; last_metrics?: LastMetrics }[] = modelEvents
    ? models.getMany(ids)
    : tasks.getHeads(ids);
  const missing = ids.filter((id) => !found.some((owner) => owner.id === id));
  if (missing.length > 0) {
    throw new ApiFailure(modelEvents ? results.invalidModelId : results.invalidTaskId, { fields: { ids: missing } });
  }
  return found.map(({ id, name, last_metrics = {} }) => ({ id, name, lastMetrics: last_metrics }));
}

/** Returns the one task or model whose events are asked for. @throws {@link ApiFailure} 400/101 or 400/201 */
export function findOwner(context: ServerContext, id: string, modelEvents = false): EventOwner {
  const [owner] = findOwners(context, [id], modelEvents);
  if (!owner) {
    throw new Error(`findOwners returned nothing for ${id} and did not refuse it`);
  }
  return owner;
}

/** Of tasks named in a batch, each with whether being published does not matter, those that take its events. */
export function writableTasks({ records }: ServerContext, named: ReadonlyMap<string, boolean>): ReadonlySet<string> {
  const writable = records.tasks
    .select(["status", "company"], where("id", ...named.keys()))
    .filter(({ id, status, company }) => company !== "" && (named.get(id) || !isLocked(status)));
  return new Set(writable.map(({ id }) => id));
}

/** Of models named in a batch, each with whether being published does not matter, those that take its events. */
export function writableModels({ records }: ServerContext, named: ReadonlyMap<string, boolean>): ReadonlySet<string> {
  const writable = records.models
    .getMany([...named.keys()])
    .filter(({ id, ready, company }) => company !== "" && (named.get(id) || !ready));
  return new Set(writable.map(({ id }) => id));
}

/** Refuses to change the events of a task that is unknown, belongs to everybody or is published. */
export function checkTaskForEvents(context: ServerContext, id: string, allowLocked = false): void {
  const task = context.records.tasks.getHead(id);
  if (!task) {
    throw new ApiFailure(results.invalidTaskId, { fields: { id } });
  }
  if (task.company === "") {
    throw new ApiFailure(results.noWritePermission, { fields: { id } });
  }
  if (!allowLocked && isLocked(task.status)) {
    throw new ApiFailure(results.invalidTaskId, { detail: "the events of a published task stay", fields: { id } });
  }
}

/** Refuses to change the events of a model that is unknown, belongs to everybody or is published. */
export function checkModelForEvents(context: ServerContext, id: string, allowLocked = false): void {
  const model = context.records.models.get(id);
  if (!model) {
    throw new ApiFailure(results.invalidModelId, { fields: { id } });
  }
  if (model.company === "") {
    throw new ApiFailure(results.noWritePermission, { fields: { id } });
  }
  if (!allowLocked && model.ready) {
    throw new ApiFailure(results.invalidModelId, { detail: "the events of a published model stay", fields: { id } });
  }
}

function isLocked(status: string | undefined): boolean {
  return status === "published" || status === "publishing";
}

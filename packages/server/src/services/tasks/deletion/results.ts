import { type FileUrls, results } from "@clearml-ts/protocol";
import type { Caller } from "../../../auth/caller.ts";
import { where } from "../../../database/documents/collection.ts";
import { ApiFailure } from "../../../errors.ts";
import { addFreed, type FreedRecords } from "../../../records/freed-records.ts";
import type { RecordEvents, RemoveFiles } from "../../../records/record-events.ts";
import type { Records } from "../../../records/records.ts";
import type { StoredModel } from "../../models/fields.ts";
import { outputUris } from "../content/artifacts.ts";
import { DELETED_PREFIX } from "../content/checks.ts";
import type { StoredTask, TaskHead } from "../fields.ts";

/** The things that are deleted together with the results of a task. */
export interface CleanupOptions {
  /** Delete models that the task made and that are still drafts. @default true */
  readonly deleteOutputModels?: boolean | undefined;
  /** Delete the files on the file server. @default true */
  readonly deleteFiles?: boolean | undefined;
}

/** The things that were deleted. */
export interface Cleanup {
  updatedChildren: number;
  updatedModels: number;
  deletedModels: number;
  urls: Required<FileUrls>;
  freed: FreedRecords;
}

/** Removes what came of tasks: models, events and files. */
export class TaskResults {
  readonly #records: Records;
  readonly #events: RecordEvents;
  readonly #removeFiles: RemoveFiles;

  constructor(records: Records, parts: { events: RecordEvents; removeFiles: RemoveFiles }) {
    this.#records = records;
    this.#events = parts.events;
    this.#removeFiles = parts.removeFiles;
  }

  /** Removes what came of a task; what is published, or used elsewhere, stays. @throws {@link ApiFailure} 400/123 */
  remove(
    caller: Caller,
    task: TaskHead,
    {
      force,
      keepsTask,
      deleteOutputModels = true,
      deleteFiles = true,
    }: CleanupOptions & { force: boolean; keepsTask: boolean },
  ): Cleanup {
    const models = this.#outputModels(task, force);
    const change = this.#records.change(caller);
    const drafts = deleteOutputModels ? models.filter(({ ready }) => !ready) : [];
    const inUse = drafts.filter(({ id }) => this.#records.tasks.count(where("models.input.model", id)) > 0);
    const deleted = drafts.filter((model) => !inUse.includes(model));
    const kept = models.filter((model) => !drafts.includes(model));
    for (const model of inUse) {
      this.#records.models.replace(withTask(model, undefined, change));
    }
    for (const model of kept) {
      this.#records.models.replace(withTask(model, keepsTask ? undefined : `${DELETED_PREFIX}${task.id}`, change));
    }
    const owners = [task.id, ...deleted.map(({ id }) => id)];
    const urls = {
      model_urls: deleted.flatMap(({ uri }) => (uri ? [uri] : [])),
      event_urls: this.#events.imageUrls(owners),
      artifact_urls: outputUris(task.execution?.artifacts),
    };
    const deletedModels = this.#records.models.delete(deleted.map(({ id }) => id));
    const rows = deletedModels + this.#events.deleteFor(owners);
    const paths = deleteFiles ? this.#removeFiles(Object.values(urls).flat()) : [];
    return {
      updatedChildren: keepsTask ? 0 : this.#orphanChildren(task, change),
      updatedModels: keepsTask ? 0 : kept.length,
      deletedModels,
      urls,
      freed: { rows, paths },
    };
  }

  /** The models a task made. @throws {@link ApiFailure} 400/123 when something published depends on the task. */
  #outputModels(task: TaskHead, force: boolean): StoredModel[] {
    const listed = this.#records.models.getMany((task.models?.output ?? []).map(({ model }) => model));
    const made = this.#records.models.find({ where: where("task", task.id) });
    const models = [...new Map([...made, ...listed].map((model) => [model.id, model])).values()];
    if (force) {
      return models;
    }
    const refuse = (detail: string, fields: Record<string, unknown>) =>
      new ApiFailure(results.taskCannotBeDeleted, { detail, fields: { task: task.id, ...fields } });
    const children = this.#records.tasks.select(["status"], where("parent", task.id));
    const published = children.filter(({ status }) => status === "published").length;
    if (published > 0) {
      throw refuse("has children, use force=True", { children: published });
    }
    const ready = models.filter((model) => model.ready).length;
    if (ready > 0) {
      throw refuse("has output models, use force=True", { models: ready });
    }
    return models;
  }

  #orphanChildren(task: TaskHead, change: Partial<StoredTask>): number {
    const children = this.#records.tasks.find({ where: where("parent", task.id) });
    for (const child of children) {
      this.#records.tasks.replace({ ...child, ...change, parent: `${DELETED_PREFIX}${task.id}` });
    }
    return children.length;
  }
}

function withTask(
  { task: _, ...model }: StoredModel,
  task: string | undefined,
  change: Partial<StoredModel>,
): StoredModel {
  return { ...model, ...change, ...(task === undefined ? {} : { task }) };
}

/** Adds up what went away with several tasks. */
export function addUp(cleanups: readonly Cleanup[]): Cleanup {
  const sum = (count: (cleanup: Cleanup) => number) => cleanups.reduce((total, cleanup) => total + count(cleanup), 0);
  const all = (key: keyof FileUrls) => [...new Set(cleanups.flatMap(({ urls }) => urls[key]))];
  return {
    updatedChildren: sum((cleanup) => cleanup.updatedChildren),
    updatedModels: sum((cleanup) => cleanup.updatedModels),
    deletedModels: sum((cleanup) => cleanup.deletedModels),
    urls: { model_urls: all("model_urls"), event_urls: all("event_urls"), artifact_urls: all("artifact_urls") },
    freed: addFreed(cleanups.map(({ freed }) => freed)),
  };
}

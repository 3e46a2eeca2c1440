import { type FileUrls, results } from "@clearml-ts/protocol";
import type { Caller } from "../caller.ts";
import { where } from "../database/collection.ts";
import { ApiFailure } from "../errors.ts";
import { inputArtifacts, outputUris } from "./artifacts.ts";
import type { StoredModel } from "./model-fields.ts";
import { pipelineSteps } from "./pipeline-steps.ts";
import type { RecordEvents, RemoveFiles } from "./record-events.ts";
import type { Records } from "./records.ts";
import { ARCHIVED } from "./tags.ts";
import { DELETED_PREFIX } from "./task-checks.ts";
import type { StoredTask } from "./task-fields.ts";
import type { MoveRequest } from "./task-lifecycle.ts";
import type { StatusWords, TaskQueueing } from "./task-queueing.ts";
import type { Change, TaskStore } from "./tasks.ts";

/** What goes away together with the results of a task. */
export interface CleanupOptions {
  /** Delete models that the task made and that are still drafts. @default true */
  readonly deleteOutputModels?: boolean | undefined;
  /** Delete the files on the file server. @default true */
  readonly deleteFiles?: boolean | undefined;
}

/** What went away. */
export interface Cleanup {
  updatedChildren: number;
  updatedModels: number;
  deletedModels: number;
  urls: Required<FileUrls>;
}

/** Takes tasks back to drafts, puts them away and deletes them, with what came of them. */
export class TaskCleanup {
  readonly #records: Records;
  readonly #tasks: TaskStore;
  readonly #queueing: TaskQueueing;
  readonly #events: RecordEvents;
  readonly #removeFiles: RemoveFiles;

  constructor(
    records: Records,
    parts: { tasks: TaskStore; queueing: TaskQueueing; events: RecordEvents; removeFiles: RemoveFiles },
  ) {
    this.#records = records;
    this.#tasks = parts.tasks;
    this.#queueing = parts.queueing;
    this.#events = parts.events;
    this.#removeFiles = parts.removeFiles;
  }

  /** Makes a task a draft again and deletes its results; what went in stays. */
  reset(
    caller: Caller,
    request: MoveRequest & CleanupOptions & { readonly clearAll?: boolean | undefined },
  ): Change & { dequeued: number; cleanup: Cleanup } {
    const { force = false, clearAll = false } = request;
    const task = this.#tasks.getForWriting(request.task);
    if (!force && task.status === "published") {
      throw new ApiFailure(results.invalidTaskStatus, { fields: { task_id: task.id, status: task.status } });
    }
    const dequeued = this.#queueing.remove(task, true);
    const cleanup = this.#cleanUp(caller, task, { ...request, force, keepsTask: true });
    const change = this.#tasks.changeStatus(
      task,
      caller,
      { to: "created", force, reason: "reset", message: "reset" },
      {
        last_iteration: 0,
        last_metrics: {},
        unique_metrics: [],
        metric_stats: {},
        runtime: {},
        "models.output": [],
        "output.result": undefined,
        "output.error": undefined,
        last_worker: undefined,
        last_worker_report: undefined,
        started: undefined,
        completed: undefined,
        published: undefined,
        active_duration: undefined,
        enqueue_status: undefined,
        ...(clearAll
          ? { execution: { parameters: {}, artifacts: [] }, script: undefined }
          : { "execution.queue": undefined, "execution.artifacts": inputArtifacts(task.execution?.artifacts) }),
      },
    );
    return { ...change, dequeued, cleanup };
  }

  /** Deletes a draft or archived task, or any with `force`. */
  delete(
    caller: Caller,
    request: MoveRequest & CleanupOptions & { readonly includeSteps?: boolean | undefined },
  ): Cleanup {
    const { force = false } = request;
    const task = this.#tasks.getForWriting(request.task);
    if (!force && task.status !== "created" && !task.system_tags?.includes(ARCHIVED)) {
      throw new ApiFailure(results.taskCannotBeDeleted, {
        detail: "due to status, use force=True",
        fields: { task: task.id, expected: "created", current: task.status },
      });
    }
    const steps = request.includeSteps ? pipelineSteps(this.#records, task) : [];
    const cleanups = [
      ...steps.map((step) => this.#deleteOne(caller, step, { ...request, force: true })),
      this.#deleteOne(caller, task, { ...request, force }),
    ];
    this.#records.touchProjects(task.project);
    return addUp(cleanups);
  }

  /** Puts a task away, out of every queue; a running one counts as stopped. */
  archive(caller: Caller, id: string, words: StatusWords & { readonly includeSteps?: boolean | undefined }): void {
    const task = this.#tasks.getForWriting(id);
    const steps = words.includeSteps ? pipelineSteps(this.#records, task) : [];
    for (const each of [...steps, task]) {
      this.#queueing.dequeueTask(caller, each, { ...words, fromAll: true, whenRunning: "stopped" });
      this.#setArchived(caller, each, words, [...new Set([...(each.system_tags ?? []), ARCHIVED])].sort());
    }
  }

  /** Takes a task out of the archive. */
  unarchive(caller: Caller, id: string, words: StatusWords & { readonly includeSteps?: boolean | undefined }): void {
    const task = this.#tasks.getForWriting(id);
    const steps = words.includeSteps ? pipelineSteps(this.#records, task) : [];
    for (const each of [...steps, task]) {
      this.#setArchived(
        caller,
        each,
        words,
        (each.system_tags ?? []).filter((tag) => tag !== ARCHIVED),
      );
    }
  }

  #setArchived(caller: Caller, task: StoredTask, { reason, message }: StatusWords, system_tags: string[]): void {
    const words = { status_reason: reason ?? "", status_message: message ?? "" };
    this.#tasks.patch(task, { ...words, system_tags, ...this.#records.change(caller) });
  }

  #deleteOne(caller: Caller, task: StoredTask, options: CleanupOptions & { force: boolean }): Cleanup {
    this.#queueing.remove(task, true);
    const cleanup = this.#cleanUp(caller, task, { ...options, keepsTask: false });
    this.#records.tasks.delete([task.id]);
    return cleanup;
  }

  #cleanUp(
    caller: Caller,
    task: StoredTask,
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
    for (const model of inUse) this.#records.models.replace(withTask(model, undefined, change));
    for (const model of kept) {
      this.#records.models.replace(withTask(model, keepsTask ? undefined : `${DELETED_PREFIX}${task.id}`, change));
    }
    const owners = [task.id, ...deleted.map(({ id }) => id)];
    const urls = {
      model_urls: deleted.flatMap(({ uri }) => (uri ? [uri] : [])),
      event_urls: this.#events.imageUrls(owners),
      artifact_urls: outputUris(task.execution?.artifacts),
    };
    this.#records.models.delete(deleted.map(({ id }) => id));
    this.#events.deleteFor(owners);
    if (deleteFiles) this.#removeFiles(Object.values(urls).flat());
    return {
      updatedChildren: keepsTask ? 0 : this.#orphanChildren(task, change),
      updatedModels: keepsTask ? 0 : kept.length,
      deletedModels: deleted.length,
      urls,
    };
  }

  /** The models a task made. @throws ApiFailure 400/123 when something published depends on the task. */
  #outputModels(task: StoredTask, force: boolean): StoredModel[] {
    const listed = this.#records.models.getMany((task.models?.output ?? []).map(({ model }) => model));
    const made = this.#records.models.find({ where: where("task", task.id) });
    const models = [...new Map([...made, ...listed].map((model) => [model.id, model])).values()];
    if (force) return models;
    const refuse = (detail: string, fields: Record<string, unknown>) =>
      new ApiFailure(results.taskCannotBeDeleted, { detail, fields: { task: task.id, ...fields } });
    const children = this.#records.tasks.select(["status"], where("parent", task.id));
    const published = children.filter(({ status }) => status === "published").length;
    if (published > 0) throw refuse("has children, use force=True", { children: published });
    const ready = models.filter((model) => model.ready).length;
    if (ready > 0) throw refuse("has output models, use force=True", { models: ready });
    return models;
  }

  #orphanChildren(task: StoredTask, change: Partial<StoredTask>): number {
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

function addUp(cleanups: readonly Cleanup[]): Cleanup {
  const sum = (count: (cleanup: Cleanup) => number) => cleanups.reduce((total, cleanup) => total + count(cleanup), 0);
  const all = (key: keyof FileUrls) => [...new Set(cleanups.flatMap(({ urls }) => urls[key]))];
  return {
    updatedChildren: sum((cleanup) => cleanup.updatedChildren),
    updatedModels: sum((cleanup) => cleanup.updatedModels),
    deletedModels: sum((cleanup) => cleanup.deletedModels),
    urls: { model_urls: all("model_urls"), event_urls: all("event_urls"), artifact_urls: all("artifact_urls") },
  };
}

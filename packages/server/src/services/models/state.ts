import { results } from "@clearml-ts/protocol";
import type { Caller } from "../../auth/caller.ts";
import { where } from "../../database/documents/collection.ts";
import { ApiFailure } from "../../errors.ts";
import type { FreedRecords } from "../../records/freed-records.ts";
import type { RecordEvents, RemoveFiles } from "../../records/record-events.ts";
import type { Records } from "../../records/records.ts";
import { DELETED_PREFIX } from "../tasks/content/checks.ts";
import type { TaskHead } from "../tasks/fields.ts";
import type { TaskLifecycle } from "../tasks/status/lifecycle.ts";
import type { Change, TaskStore } from "../tasks/store.ts";
import type { ModelStore } from "./store.ts";

/** The changes that publishing a model made. */
export interface PublishedModel {
  updated: number;
  published_task?: { id: string; data: Change };
}

/** Publishes and deletes models, with what that means for the tasks around them. */
export class ModelState {
  readonly #records: Records;
  readonly #models: ModelStore;
  readonly #tasks: TaskStore;
  readonly #lifecycle: TaskLifecycle;
  readonly #events: RecordEvents;
  readonly #removeFiles: RemoveFiles;

  constructor(
    records: Records,
    parts: {
      models: ModelStore;
      tasks: TaskStore;
      lifecycle: TaskLifecycle;
      events: RecordEvents;
      removeFiles: RemoveFiles;
    },
  ) {
    this.#records = records;
    this.#models = parts.models;
    this.#tasks = parts.tasks;
    this.#lifecycle = parts.lifecycle;
    this.#events = parts.events;
    this.#removeFiles = parts.removeFiles;
  }

  /** Publishes a model, and the task that made it. @throws {@link ApiFailure} 400/203 when it is published already. */
  publish(
    caller: Caller,
    id: string,
    { publishTask = true, forceTask = false }: { publishTask?: boolean | undefined; forceTask?: boolean | undefined },
  ): PublishedModel {
    const model = this.#models.getForWriting(id);
    if (model.ready) {
      throw new ApiFailure(results.modelIsReady, { fields: { model: id } });
    }
    const maker = publishTask && model.task ? this.#records.tasks.getHead(model.task) : undefined;
    const published =
      maker && maker.status !== "published"
        ? this.#lifecycle.publish(caller, { task: maker.id, force: forceTask, publishModel: false })
        : undefined;
    const { updated } = this.#models.patch(model, caller, { ready: true });
    this.#records.touchProjects(model.project);
    return { updated, ...(maker && published ? { published_task: { id: maker.id, data: published } } : {}) };
  }

  /** Deletes a model. @throws {@link ApiFailure} 400/205 when tasks use it, 400/206 when a published task made it. */
  delete(
    caller: Caller,
    id: string,
    { force = false, deleteFiles = true }: { force?: boolean | undefined; deleteFiles?: boolean | undefined },
  ): { deleted: boolean; url: string; freed: FreedRecords } {
    const model = this.#models.getForWriting(id);
    const users = this.#records.tasks.findHeads({ where: where("models.input.model", id) });
    const maker = model.task ? this.#records.tasks.getHead(model.task) : undefined;
    if (!force && users.length > 0) {
      throw new ApiFailure(results.modelInUse, {
        detail: "use force=True to delete",
        fields: { num_tasks: users.length },
      });
    }
    if (!force && maker?.status === "published") {
      throw new ApiFailure(results.modelCreatingTaskExists, {
        detail: "use force=True to delete",
        fields: { task: maker.id },
      });
    }
    for (const task of users) {
      this.#forget(caller, task, "input", id, "mark");
    }
    if (maker) {
      const task = this.#tasks.get(maker.id);
      this.#forget(caller, task, "output", id, task.status === "published" ? "mark" : "drop");
    }
    const urls = [...this.#events.imageUrls([id]), ...(model.uri ? [model.uri] : [])];
    const rows = this.#events.deleteFor([id]) + this.#records.models.delete([id]);
    const paths = deleteFiles ? this.#removeFiles(urls) : [];
    this.#records.touchProjects(model.project);
    return { deleted: true, url: model.uri ?? "", freed: { rows, paths } };
  }

  /** Marks or drops the entries of tasks that name a deleted model. */
  #forget(caller: Caller, task: TaskHead, side: "input" | "output", model: string, how: "mark" | "drop"): void {
    const items = (task.models?.[side] ?? []).flatMap((item) => {
      if (item.model !== model) {
        return [item];
      }
      return how === "drop" ? [] : [{ ...item, model: `${DELETED_PREFIX}${model}` }];
    });
    this.#tasks.patch(task, { [`models.${side}`]: items, ...this.#records.change(caller) });
  }
}

import { results } from "@clearml-ts/protocol";
import type { Caller } from "../../../auth/caller.ts";
import { ApiFailure } from "../../../errors.ts";
import type { Records } from "../../../records/records.ts";
import { ARCHIVED } from "../../../records/tags.ts";
import { pipelineSteps } from "../../pipelines/steps.ts";
import { inputArtifacts } from "../content/artifacts.ts";
import type { TaskHead } from "../fields.ts";
import type { MoveRequest } from "../status/lifecycle.ts";
import type { StatusWords, TaskQueueing } from "../status/queueing.ts";
import { type Change, NO_SCRIPT, type TaskStore } from "../store.ts";
import { addUp, type Cleanup, type CleanupOptions, type TaskResults } from "./results.ts";

/** Takes tasks back to drafts, puts them away and deletes them, with what came of them. */
export class TaskCleanup {
  readonly #records: Records;
  readonly #tasks: TaskStore;
  readonly #queueing: TaskQueueing;
  readonly #results: TaskResults;

  constructor(records: Records, parts: { tasks: TaskStore; queueing: TaskQueueing; results: TaskResults }) {
    this.#records = records;
    this.#tasks = parts.tasks;
    this.#queueing = parts.queueing;
    this.#results = parts.results;
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
    const cleanup = this.#results.remove(caller, task, { ...request, force, keepsTask: true });
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
          ? { execution: { parameters: {}, artifacts: [] }, script: NO_SCRIPT }
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

  #setArchived(caller: Caller, task: TaskHead, { reason, message }: StatusWords, system_tags: string[]): void {
    const words = { status_reason: reason ?? "", status_message: message ?? "" };
    this.#tasks.patch(task, { ...words, system_tags, ...this.#records.change(caller) });
  }

  #deleteOne(caller: Caller, task: TaskHead, options: CleanupOptions & { force: boolean }): Cleanup {
    this.#queueing.remove(task, true);
    const cleanup = this.#results.remove(caller, task, { ...options, keepsTask: false });
    const deleted = this.#records.tasks.delete([task.id]);
    return { ...cleanup, freed: { ...cleanup.freed, rows: cleanup.freed.rows + deleted } };
  }
}

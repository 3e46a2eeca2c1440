import { results, type TaskStatus } from "@clearml-ts/protocol";
import type { Caller } from "../../../auth/caller.ts";
import type { Patch } from "../../../database/documents/patch.ts";
import { ApiFailure } from "../../../errors.ts";
import type { Records } from "../../../records/records.ts";
import type { ModelStore } from "../../models/store.ts";
import { pipelineSteps } from "../../pipelines/steps.ts";
import type { TaskHead } from "../fields.ts";
import type { Change, TaskStore } from "../store.ts";
import type { StatusWords, TaskQueueing } from "./queueing.ts";
import { assertMove } from "./status-change.ts";

/** A request that moves one task. */
export interface MoveRequest extends StatusWords {
  readonly task: string;
  /** Skip the rules about statuses. @default false */
  readonly force?: boolean | undefined;
}

/** A worker that has not been heard of for this long will not stop its task any more. */
const WORKER_SILENCE_MS = 600_000;

/** Moves tasks through their lives. */
export class TaskLifecycle {
  readonly #records: Records;
  readonly #tasks: TaskStore;
  readonly #queueing: TaskQueueing;
  readonly #models: ModelStore;

  constructor(records: Records, tasks: TaskStore, queueing: TaskQueueing, models: ModelStore) {
    this.#records = records;
    this.#tasks = tasks;
    this.#queueing = queueing;
    this.#models = models;
  }

  /** A run begins, unless it already has. */
  start(caller: Caller, request: MoveRequest): Change {
    const task = this.#tasks.getForWriting(request.task);
    const isRunning = task.status === "in_progress" && task.started !== undefined;
    return this.#move(
      caller,
      task,
      "in_progress",
      request,
      isRunning ? {} : { started: this.#records.now(), completed: undefined, active_duration: undefined },
    );
  }

  /** A run ends in one of the ways in which runs end. */
  end(caller: Caller, request: MoveRequest, to: "stopped" | "failed" | "completed"): Change {
    return this.#move(caller, this.#tasks.getForWriting(request.task), to, request, { completed: this.#records.now() });
  }

  /** Closes a task that has stopped. */
  close(caller: Caller, request: MoveRequest): Change {
    return this.#move(caller, this.#tasks.getForWriting(request.task), "closed", request);
  }

  /** Makes a task, and the last model that came of it, unchangeable. */
  publish(caller: Caller, request: MoveRequest & { readonly publishModel?: boolean | undefined }): Change {
    const { publishModel = true, force } = request;
    const task = this.#tasks.getForWriting(request.task);
    if (!force) {
      assertMove(task, "published");
      if (task.status === "published") {
        throw new ApiFailure(results.invalidTaskStatus, {
          detail: "the task is published already",
          fields: { task: task.id },
        });
      }
    }
    const model = publishModel ? task.models?.output?.at(-1)?.model : undefined;
    if (model !== undefined) {
      this.#models.publishIfDraft(caller, model);
    }
    const changes = { published: this.#records.now(), output: task.output ?? {} };
    return this.#move(caller, task, "published", { ...request, force: true }, changes);
  }

  /** Stops a task: at once when nobody works on it, else by telling the worker to. */
  stop(caller: Caller, request: MoveRequest & { readonly includeSteps?: boolean | undefined }): Change {
    const task = this.#tasks.getForWriting(request.task);
    if (request.includeSteps) {
      for (const step of pipelineSteps(this.#records, task)) {
        this.#stopOne(caller, step, { ...request, force: true });
      }
    }
    return this.#stopOne(caller, task, request);
  }

  #stopOne(caller: Caller, task: TaskHead, { reason, force }: MoveRequest): Change {
    const isQueued = task.status === "queued";
    if (!isQueued && !task.system_tags?.includes("development") && this.#isAtWork(task)) {
      return this.#tasks.changeStatus(task, caller, { to: task.status, reason, message: "stopping", force });
    }
    const message = `Stopped by ${caller.userName}`;
    const change = this.#tasks.changeStatus(task, caller, { to: "stopped", reason, message, force });
    if (isQueued && task.execution?.queue) {
      this.#queueing.removeFrom(task.execution.queue, task.id);
    }
    return change;
  }

  #isAtWork({ last_worker, last_update }: TaskHead): boolean {
    if (!last_worker || !last_update) {
      return false;
    }
    return this.#records.clock().getTime() - Date.parse(last_update) < WORKER_SILENCE_MS;
  }

  #move(caller: Caller, task: TaskHead, to: TaskStatus, request: MoveRequest, others: Patch = {}): Change {
    const { force, reason, message } = request;
    return this.#tasks.changeStatus(task, caller, { to, force, reason, message }, others);
  }
}

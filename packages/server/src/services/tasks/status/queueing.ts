import { results, type TaskStatus } from "@clearml-ts/protocol";
import type { Caller } from "../../../auth/caller.ts";
import { ApiFailure } from "../../../errors.ts";
import type { Records } from "../../../records/records.ts";
import { textOf } from "../../../values/text-of.ts";
import type { QueueStore } from "../../queues/store.ts";
import { checkReferences, storedReferences } from "../content/checks.ts";
import type { TaskHead } from "../fields.ts";
import type { Change, TaskStore } from "../store.ts";
import { isTaskStatus } from "./transitions.ts";

/** The words that go with a change of status. */
export interface StatusWords {
  readonly reason?: string | undefined;
  readonly message?: string | undefined;
}

/** How a task is put in a queue. */
export interface EnqueueRequest extends StatusWords {
  readonly task: string;
  readonly queue?: string | undefined;
  readonly queueName?: string | undefined;
  /** Skip the rules about statuses. @default false */
  readonly force?: boolean | undefined;
  /** Note the queue on the task. @default true */
  readonly noteQueue?: boolean | undefined;
  /** Check what the task refers to. @default false */
  readonly checkReferences?: boolean | undefined;
}

/** How a task is taken out of its queue. */
export interface DequeueRequest extends StatusWords {
  readonly fromAll?: boolean | undefined;
  /** The status afterwards. @default the one before the task was queued */
  readonly newStatus?: TaskStatus | undefined;
}

/** Puts tasks into queues and takes them out. */
export class TaskQueueing {
  readonly #records: Records;
  readonly #tasks: TaskStore;
  readonly #queues: QueueStore;

  constructor(records: Records, tasks: TaskStore, queues: QueueStore) {
    this.#records = records;
    this.#tasks = tasks;
    this.#queues = queues;
  }

  /** Queues a task and takes it out of every other queue. Returns the change and the id of the queue. */
  enqueue(caller: Caller, request: EnqueueRequest): Change & { queue: string } {
    const { force, reason, message, noteQueue = true } = request;
    if (request.queue && request.queueName) {
      throw new ApiFailure(results.validationError, { detail: "Either queue id or queue name should be provided" });
    }
    const task = this.#tasks.getForWriting(request.task);
    if (!noteQueue && !(task.status === "queued" && task.execution?.queue)) {
      throw new ApiFailure(results.validationError, {
        detail:
          "Cannot skip setting execution queue for a task that is not enqueued or does not have execution queue set",
      });
    }
    const queue = this.#queueOf(request);
    if (request.checkReferences) {
      checkReferences(this.#records, task, storedReferences);
    }
    const before = task.status === "queued" ? (task.enqueue_status ?? task.status) : task.status;
    const change = this.#tasks.changeStatus(
      task,
      caller,
      { to: "queued", force, reason, message },
      {
        enqueue_status: before,
        ...(noteQueue ? { "execution.queue": queue } : {}),
      },
    );
    this.#queues.push(queue, task.id);
    this.#queues.removeEverywhere(task.id, queue);
    return { ...change, queue };
  }

  /** Takes a task out of its queue; an unknown one out of every queue. */
  dequeue(caller: Caller, id: string, request: DequeueRequest): Change {
    const { newStatus } = request;
    if (newStatus !== undefined && !isTaskStatus(newStatus)) {
      throw new ApiFailure(results.validationError, { detail: `Invalid task status: ${textOf(newStatus)}` });
    }
    if (!this.#records.tasks.has(id)) {
      this.#queues.removeEverywhere(id);
      return { updated: 0, fields: {} };
    }
    return this.dequeueTask(caller, this.#tasks.getForWriting(id), request);
  }

  /**
   * Takes a task out of its queue and gives it the status it had before.
   * A running one changes status too: this is how the agent takes a task that it was started with.
   */
  dequeueTask(
    caller: Caller,
    task: TaskHead,
    { fromAll = false, newStatus, whenRunning, reason, message }: DequeueRequest & { whenRunning?: TaskStatus },
  ): Change {
    this.remove(task, fromAll);
    if (task.status !== "queued" && task.status !== "in_progress") {
      return { updated: 0, fields: {} };
    }
    const running = task.status === "in_progress" ? whenRunning : undefined;
    const to = running ?? newStatus ?? task.enqueue_status ?? "created";
    const cleared = { enqueue_status: undefined };
    const change = this.#tasks.changeStatus(task, caller, { to, force: true, reason, message }, cleared);
    return { ...change, fields: { ...change.fields, enqueue_status: null } };
  }

  /** Takes a task out of its queue, or of all queues, without changing it. Returns from how many. */
  remove(task: TaskHead, fromAll: boolean): number {
    const queue = task.status === "queued" ? task.execution?.queue : undefined;
    const removed = queue !== undefined && this.#queues.remove(queue, task.id) ? 1 : 0;
    return removed + (fromAll ? this.#queues.removeEverywhere(task.id) : 0);
  }

  /** Takes a task out of one queue without changing it. */
  removeFrom(queue: string, task: string): void {
    this.#queues.remove(queue, task);
  }

  /** Gives tasks that waited in a queue back the status they had before, and forgets the queue. */
  release(caller: Caller, queue: string, ids: readonly string[], words: StatusWords = {}): void {
    for (const task of this.#records.tasks.getHeads(ids)) {
      if (task.execution?.queue !== queue) {
        continue;
      }
      if (task.status === "queued") {
        const to = task.enqueue_status ?? "created";
        this.#tasks.changeStatus(task, caller, { to, force: true, ...words }, { enqueue_status: undefined });
      }
      this.#tasks.patch(task, { "execution.queue": undefined });
    }
  }

  /** The id of the queue that a request means; whether one that it names by id exists shows when the task is put there. */
  #queueOf({ queue, queueName }: EnqueueRequest): string {
    if (queueName) {
      return (this.#queues.findByName(queueName) ?? this.#queues.create(queueName)).id;
    }
    return queue || this.#queues.getDefault().id;
  }
}

import type { Connection } from "@clearml-ts/client";
import {
  ApiError,
  compareVersions,
  type ReplyOf,
  type RequestOf,
  results,
  type TaskRecord,
  type TaskStatus,
} from "@clearml-ts/protocol";
import { checkRuntime } from "../parameters/plain-parameters.ts";
import { TaskNotFoundError, TaskStateError } from "./errors.ts";
import { OWN, type TaskOrigin } from "./task-origin.ts";
import { inTurn } from "./turns.ts";

/** Fields that may change in any status; the rest only while the task is a draft, queued or running. */
const ALWAYS_EDITABLE = new Set(["name", "comment", "tags", "system_tags", "runtime", "project"]);

/** The first version of the API with `tasks.update_tags`. */
const TAGS_SINCE = "2.27";

const EDITABLE: readonly TaskStatus[] = ["created", "queued", "in_progress"];

/** Tells whether a task of this status still takes content. */
export function isEditable(status: TaskStatus): boolean {
  return EDITABLE.includes(status);
}

/** The fields that `tasks.edit` can change. */
export type TaskChanges = Omit<RequestOf<"tasks.edit">, "task" | "force" | "status">;

/** A task's record as it was last seen, and the ways to read it again and to change it. */
export class TaskState {
  #record: TaskRecord;

  constructor(
    readonly connection: Connection,
    record: TaskRecord,
    /** How the task came to run here. */
    readonly origin: TaskOrigin = OWN,
  ) {
    this.#record = record;
  }

  get id(): string {
    return this.#record.id;
  }

  get record(): TaskRecord {
    return this.#record;
  }

  /** Loads the record of a task. */
  static async load(connection: Connection, id: string, origin?: TaskOrigin): Promise<TaskState> {
    return new TaskState(connection, await fetchTask(connection, id), origin);
  }

  /** Reads the record again. */
  async reload(): Promise<TaskRecord> {
    this.#record = await fetchTask(this.connection, this.id);
    return this.#record;
  }

  /**
   * Changes fields computed from the record as it is on the server now, one change at a time per task.
   *
   * @throws {@link TaskStateError} when the status does not allow to change them.
   */
  async edit(change: (record: TaskRecord) => TaskChanges): Promise<void> {
    await inTurn(this.connection, this.id, async () => {
      const changes = change(await this.reload());
      const locked = Object.keys(changes).find((field) => !ALWAYS_EDITABLE.has(field));
      if (locked && !isEditable(this.#record.status)) {
        throw new TaskStateError(this.id, { from: this.#record.status, action: `edit ${locked} of` });
      }
      await this.connection.services.tasks.edit({ ...changes, task: this.id, force: true });
      const { output_dest, execution, ...fields } = changes;
      this.#record = { ...this.#record, ...(fields as Partial<TaskRecord>) };
      if (execution !== undefined) {
        this.#record.execution = { ...this.#record.execution, ...execution };
      }
      if (output_dest !== undefined) {
        this.#record.output = { ...this.#record.output, destination: output_dest };
      }
    });
  }

  /** Adds and removes tags. A server that does so by itself loses none that others change at the same time; older ones may. */
  async changeTags({ add = [], remove = [] }: { add?: readonly string[]; remove?: readonly string[] }): Promise<void> {
    if (add.length === 0 && remove.length === 0) {
      return;
    }
    if (compareVersions(this.connection.session.apiVersion, TAGS_SINCE) < 0) {
      await this.edit(({ tags = [] }) => ({
        tags: [...new Set([...tags, ...add])].filter((tag) => !remove.includes(tag)),
      }));
      return;
    }
    await inTurn(this.connection, this.id, async () => {
      const request = { ids: [this.id], add_tags: add, remove_tags: remove };
      try {
        await this.connection.services.tasks.updateTags(request);
      } finally {
        // Of a task that is gone it says so.
        await this.reload();
      }
    });
  }

  /**
   * Sets runtime properties, keeping the others.
   *
   * @throws {@link InvalidValueError} when one of them is not a text, a boolean or a finite number.
   */
  async addRuntime(properties: Readonly<Record<string, string | number | boolean>>): Promise<void> {
    checkRuntime(properties);
    await inTurn(this.connection, this.id, async () => {
      const runtime = { ...(await this.#latestRuntime()), ...properties };
      await this.connection.services.tasks.edit({ task: this.id, runtime, force: true });
      this.#record = { ...this.#record, runtime };
    });
  }

  /** A controller or a dataset has megabytes in its configuration, and tells how far it is all the time. */
  async #latestRuntime(): Promise<TaskRecord["runtime"]> {
    const [found] = (await this.connection.services.tasks.getAll({ id: [this.id], only_fields: ["runtime"] })).tasks;
    if (found === undefined) {
      throw new TaskNotFoundError(`id "${this.id}"`);
    }
    return found.runtime;
  }

  /**
   * Makes a call that the task's status may forbid. The record takes over what the call changed, where `changes` can
   * tell; otherwise it is read again.
   *
   * @throws {@link TaskStateError} when the status forbids it.
   */
  async attempt<T>(
    action: string,
    call: () => Promise<T>,
    changes: (reply: T) => Partial<TaskRecord> | undefined = () => undefined,
  ): Promise<T> {
    try {
      const reply = await call();
      const changed = changes(reply);
      if (changed) {
        this.#record = { ...this.#record, ...changed };
      } else {
        await this.reload();
      }
      return reply;
    } catch (cause) {
      if (cause instanceof ApiError && (cause.is(results.invalidTaskStatus) || cause.is(results.taskPublished))) {
        const { status } = await this.reload();
        throw new TaskStateError(this.id, { from: status, action, cause });
      }
      throw cause;
    }
  }

  /**
   * As {@link attempt}, of a call that moves the task to another status and answers the fields it wrote.
   *
   * @throws {@link TaskStateError} when the status forbids it.
   */
  async move(action: string, call: () => Promise<ReplyOf<"tasks.completed">>): Promise<void> {
    await this.attempt(action, call, ({ fields }) =>
      fields?.["status"] === undefined ? undefined : (fields as Partial<TaskRecord>),
    );
  }
}

async function fetchTask(connection: Connection, id: string): Promise<TaskRecord> {
  try {
    return (await connection.services.tasks.getById({ task: id })).task;
  } catch (cause) {
    if (cause instanceof ApiError && cause.is(results.invalidTaskId)) {
      throw new TaskNotFoundError(`id "${id}"`, { cause });
    }
    throw cause;
  }
}

import { type Metadata, type MetadataItem, type QueueRecord, type Reference, results } from "@clearml-ts/protocol";
import { COMPANY } from "../../auth/caller.ts";
import { where } from "../../database/documents/collection.ts";
import { applyPatch, type Patch, writtenFields } from "../../database/documents/patch.ts";
import { ApiFailure } from "../../errors.ts";
import { and } from "../../query/condition.ts";
import type { Records } from "../../records/records.ts";
import { storedKey } from "../../records/stored-keys.ts";
import { newId } from "../../values/ids.ts";
import { checkName } from "../tasks/content/checks.ts";
import type { Change } from "../tasks/store.ts";

/** A task waiting in a queue, as stored. */
export type Entry = NonNullable<QueueRecord["entries"]>[number];

/** The fields of a new queue. */
export type NewQueue = Partial<Pick<QueueRecord, "tags" | "system_tags" | "display_name" | "metadata">>;

/** The queues and what waits in them. Each operation is one step: the database is synchronous. */
export class QueueStore {
  readonly #records: Records;
  /** Told of every queue whose entries changed. */
  readonly #measure: (queue: QueueRecord) => void;

  constructor(records: Records, measure: (queue: QueueRecord) => void) {
    this.#records = records;
    this.#measure = measure;
  }

  /** Returns a queue. @throws {@link ApiFailure} 400/701 when there is none. */
  get(id: string): QueueRecord {
    const queue = this.#records.queues.get(id);
    if (!queue) {
      throw new ApiFailure(results.invalidQueueId, { fields: { id } });
    }
    return queue;
  }

  /** Finds a queue by its exact name. */
  findByName(name: string): QueueRecord | undefined {
    return this.#records.queues.findOne(where("name", name));
  }

  /** Returns the queue tagged `default`. @throws {@link ApiFailure} 400/707 when there is none, 400/708 when there are several. */
  getDefault(): QueueRecord {
    const [queue, other] = this.#records.queues.find({ where: where("system_tags", "default") });
    if (!queue) {
      throw new ApiFailure(results.noDefaultQueue);
    }
    if (other) {
      throw new ApiFailure(results.multipleDefaultQueues, { fields: { queues: [queue.id, other.id] } });
    }
    return queue;
  }

  /** Makes the default queue of a server that has none at all. */
  ensureDefault(): void {
    if (this.#records.queues.count(and()) === 0) {
      this.create("default", { system_tags: ["default"] });
    }
  }

  /** Makes a queue. @throws {@link ApiFailure} 400/801 when the name is taken. */
  create(name: string, content: NewQueue = {}): QueueRecord {
    const now = this.#records.now();
    const queue: QueueRecord = {
      id: newId(),
      name: checkName(name),
      created: now,
      last_update: now,
      tags: [],
      system_tags: [],
      entries: [],
      metadata: {},
      ...content,
      company: COMPANY.id,
    };
    this.#assertNameFree(queue.name, queue.id);
    this.#records.queues.insert(queue);
    return queue;
  }

  /** Changes what is given. */
  update(id: string, patch: Patch): Change {
    const queue = this.get(id);
    if (typeof patch.name === "string") {
      this.#assertNameFree(patch.name, id);
    }
    const changed = { ...patch, last_update: this.#records.now() };
    applyPatch(queue, changed);
    this.#records.queues.replace(queue);
    return { updated: 1, fields: writtenFields(changed) };
  }

  /** Removes a queue with whatever waits in it. */
  delete(id: string): void {
    this.#records.queues.delete([id]);
  }

  /** Puts a task at the end. @throws {@link ApiFailure} 400/706 when it is already there. */
  push(id: string, task: string): void {
    const queue = this.get(id);
    if (entriesOf(queue).some((entry) => entry.task === task)) {
      throw new ApiFailure(results.taskAlreadyQueued, { fields: { task } });
    }
    this.#setEntries(queue, [...entriesOf(queue), { task, added: this.#records.now() }]);
  }

  /** Takes the head, if it is `task` where one is named. */
  pop(id: string, task?: string): Entry | undefined {
    const queue = this.get(id);
    const [head, ...rest] = entriesOf(queue);
    if (!head || (task !== undefined && head.task !== task)) {
      return undefined;
    }
    this.#setEntries(queue, rest);
    return head;
  }

  /** Takes a task out, and says whether it was there. */
  remove(id: string, task: string): boolean {
    const queue = this.#records.queues.get(id);
    const rest = queue ? entriesOf(queue).filter((entry) => entry.task !== task) : [];
    if (!queue || rest.length === entriesOf(queue).length) {
      return false;
    }
    this.#setEntries(queue, rest);
    return true;
  }

  /** Takes a task out of every queue but one. */
  removeEverywhere(task: string, except?: string): number {
    const queues = this.#records.queues.find({ where: where("entries.task", task) });
    return queues.filter(({ id }) => id !== except && this.remove(id, task)).length;
  }

  /** Empties a queue and returns the ids of the tasks that were in it. */
  clear(id: string): string[] {
    const queue = this.get(id);
    const tasks = entriesOf(queue).map(({ task }) => task);
    this.#setEntries(queue, []);
    return tasks;
  }

  /** Moves a task toward the head (negative) or the tail and returns its new position. @throws {@link ApiFailure} 400/703 */
  move(id: string, task: string, offset: number): number {
    const queue = this.#records.queues.get(id);
    const entries = queue ? [...entriesOf(queue)] : [];
    const from = entries.findIndex((entry) => entry.task === task);
    const entry = entries[from];
    if (!queue || !entry) {
      throw new ApiFailure(results.invalidQueueOrTaskNotQueued, { fields: { queue: id, task } });
    }
    const to = Math.min(Math.max(from + offset, 0), entries.length - 1);
    entries.splice(from, 1);
    entries.splice(to, 0, entry);
    this.#setEntries(queue, entries);
    return to;
  }

  /** Writes metadata items. */
  setMetadata(id: string, items: readonly MetadataItem[], replaceAll: boolean): void {
    const queue = this.get(id);
    this.update(id, { metadata: mergeMetadata(queue.metadata, items, replaceAll) });
  }

  /** Removes metadata items. */
  deleteMetadata(id: string, keys: readonly string[]): void {
    const gone = keys.map(storedKey);
    const kept = Object.entries(this.get(id).metadata ?? {}).filter(([key]) => !gone.includes(key));
    this.update(id, { metadata: Object.fromEntries(kept) });
  }

  /** Names of queues by id. */
  references(ids: readonly string[]): Map<string, Reference & { display_name?: string }> {
    return new Map(
      this.#records.queues
        .getMany(ids)
        .map(({ id, name, display_name }) => [
          id,
          { id, name, ...(display_name === undefined ? {} : { display_name }) },
        ]),
    );
  }

  #setEntries(queue: QueueRecord, entries: Entry[]): void {
    const changed = { ...queue, entries, last_update: this.#records.now() };
    this.#records.queues.replace(changed);
    this.#measure(changed);
  }

  #assertNameFree(name: string, id: string): void {
    const present = this.findByName(name);
    if (present && present.id !== id) {
      throw new ApiFailure(results.expectedUniqueData, { fields: { name } });
    }
  }
}

/** Adds items, in place of those with the same key, or of all. */
export function mergeMetadata(
  present: Metadata | undefined,
  items: readonly MetadataItem[],
  replaceAll: boolean,
): Metadata {
  return { ...(replaceAll ? {} : present), ...Object.fromEntries(items.map((item) => [storedKey(item.key), item])) };
}

/** The entries that wait in a queue, head first. */
export function entriesOf({ entries = [] }: QueueRecord): readonly Entry[] {
  return entries;
}

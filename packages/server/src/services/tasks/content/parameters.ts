import { type ConfigurationItem, type ParameterItem, results } from "@clearml-ts/protocol";
import type { Caller } from "../../../auth/caller.ts";
import type { Patch } from "../../../database/documents/patch.ts";
import { ApiFailure } from "../../../errors.ts";
import type { Records } from "../../../records/records.ts";
import { storedKey, withStoredKeys } from "../../../records/stored-keys.ts";
import type { TaskHead } from "../fields.ts";
import type { TaskStore } from "../store.ts";

/** The section whose parameters people may change at any time. */
const PROPERTIES = "properties";

type Sections = Record<string, Record<string, ParameterItem>>;

/** Changes parts of what a task holds: parameters, configuration, runtime, artifacts and models. */
export class TaskParameters {
  readonly #records: Records;
  readonly #tasks: TaskStore;

  constructor(records: Records, tasks: TaskStore) {
    this.#records = records;
    this.#tasks = tasks;
  }

  /** Adds or replaces parameters; `replace` says what goes before. */
  edit(
    caller: Caller,
    id: string,
    items: readonly ParameterItem[],
    {
      replace = "none",
      force = false,
    }: { replace?: "none" | "section" | "all" | undefined; force?: boolean | undefined },
  ): number {
    const params = items.map((item) => ({ ...item, section: sectionName(item.section) }));
    const isProperties = params.every(({ section }) => section === PROPERTIES);
    const task = this.getEditable(id, { force, anyStatus: isProperties });
    const given: Sections = {};
    for (const item of params) {
      const section = storedKey(item.section);
      given[section] = { ...given[section], [storedKey(item.name)]: item };
    }
    const present = task.hyperparams ?? {};
    const merged: Sections = replace === "all" ? {} : { ...present };
    for (const [section, added] of Object.entries(given)) {
      merged[section] = replace === "none" ? { ...present[section], ...added } : added;
    }
    return this.write(caller, task, { hyperparams: merged }, !isProperties);
  }

  /** Removes parameters, or whole sections where no name is given. */
  delete(
    caller: Caller,
    id: string,
    keys: readonly { readonly section: string; readonly name?: string | null }[],
    { force = false }: { force?: boolean | undefined },
  ): number {
    const removed = keys.map((key) => ({ ...key, section: sectionName(key.section) }));
    const isProperties = removed.every(({ section }) => section === PROPERTIES);
    const task = this.getEditable(id, { force, anyStatus: isProperties });
    const whole = removed.filter(({ name }) => !name).map(({ section }) => section);
    if (removed.some(({ section, name }) => name && whole.includes(section))) {
      throw new ApiFailure(results.fieldsConflict, {
        detail: "Cannot delete section field if the whole section was scheduled for deletion",
      });
    }
    const gone = removed.map(({ section, name }) => ({
      section: storedKey(section),
      name: name ? storedKey(name) : undefined,
    }));
    const rest: Sections = {};
    for (const [section, items] of Object.entries(task.hyperparams ?? {})) {
      const here = gone.filter((key) => key.section === section);
      if (here.some(({ name }) => name === undefined)) {
        continue;
      }
      const kept = Object.entries(items).filter(([name]) => !here.some((key) => key.name === name));
      rest[section] = Object.fromEntries(kept);
    }
    return this.write(caller, task, { hyperparams: rest }, !isProperties);
  }

  /** Adds or replaces configuration objects. */
  editConfiguration(
    caller: Caller,
    id: string,
    items: readonly ConfigurationItem[],
    { replaceAll = false, force = false }: { replaceAll?: boolean | undefined; force?: boolean | undefined },
  ): number {
    const task = this.getEditable(id, { force });
    const configuration = Object.fromEntries(items.map((item) => [storedKey(item.name), item]));
    if (!replaceAll) {
      return this.#tasks.patch(task, this.#noted(caller), configuration).updated;
    }
    return this.write(caller, task, { configuration });
  }

  /** Removes configuration objects. */
  deleteConfiguration(
    caller: Caller,
    id: string,
    names: readonly string[],
    { force = false }: { force?: boolean | undefined },
  ): number {
    const task = this.getEditable(id, { force });
    const { configuration = {} } = this.#tasks.get(id);
    const gone = names.map(storedKey);
    const kept = Object.entries(configuration).filter(([name]) => !gone.includes(name));
    return this.write(caller, task, { configuration: Object.fromEntries(kept) });
  }

  /** Adds, replaces and removes runtime properties. */
  editRuntime(
    caller: Caller,
    id: string,
    added: Readonly<Record<string, unknown>>,
    removed: readonly string[],
  ): number {
    const task = this.getEditable(id, { force: true });
    if (Object.keys(added).length + removed.length === 0) {
      return 0;
    }
    const gone = removed.map(storedKey);
    const values = withStoredKeys(added);
    const both = gone.filter((name) => Object.hasOwn(values, name));
    if (both.length > 0) {
      // The database of the official server refuses to set and to remove one field at once.
      throw new ApiFailure(results.validationError, { detail: "added and removed at once", fields: { names: both } });
    }
    const runtime = Object.entries({ ...task.runtime, ...values }).filter(([name]) => !gone.includes(name));
    return this.write(caller, task, { runtime: Object.fromEntries(runtime) });
  }

  /** Returns a task whose content may change: a draft, with `force` also one that waits or runs. @throws {@link ApiFailure} 400/110 */
  getEditable(id: string, { force, anyStatus = false }: { force: boolean; anyStatus?: boolean }): TaskHead {
    const task = this.#tasks.getForWriting(id);
    const isRunning = task.status === "queued" || task.status === "in_progress";
    if (anyStatus || task.status === "created" || (force && isRunning)) {
      return task;
    }
    throw new ApiFailure(results.invalidTaskStatus, { fields: { expected: "created", status: task.status } });
  }

  /** Stores changes of a task's content. */
  write(caller: Caller, task: TaskHead, patch: Patch, movesLastUpdate = true): number {
    return this.#tasks.patch(task, { ...patch, ...this.#noted(caller, movesLastUpdate) }).updated;
  }

  /** The note that a change of content leaves. */
  #noted(caller: Caller, movesLastUpdate = true): Patch {
    return { ...this.#records.change(caller), ...(movesLastUpdate && { last_update: this.#records.now() }) };
  }
}

function sectionName(section: string): string {
  return section.toLowerCase() === PROPERTIES ? PROPERTIES : section;
}

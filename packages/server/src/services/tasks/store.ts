import { type ConfigurationItem, results } from "@clearml-ts/protocol";
import type { Caller } from "../../auth/caller.ts";
import { applyPatch, type Patch, writtenFields } from "../../database/documents/patch.ts";
import { ApiFailure } from "../../errors.ts";
import type { Records } from "../../records/records.ts";
import { newId } from "../../values/ids.ts";
import type { EventSummary } from "../events/writing/event-summary.ts";
import { mergeSummaries, metricStats } from "../events/writing/last-metrics.ts";
import { checkReferences } from "./content/checks.ts";
import type { StoredTask, TaskHead } from "./fields.ts";
import { activeDuration, changeStatus, type StatusChange } from "./status/status-change.ts";

/** The answer of an endpoint that changes one record. */
export interface Change {
  updated: number;
  fields: Record<string, unknown>;
}

/** The tasks of the server. */
export class TaskStore {
  readonly #records: Records;

  constructor(records: Records) {
    this.#records = records;
  }

  /** Returns a task. @throws {@link ApiFailure} 400/101 when there is none. */
  get(id: string): StoredTask {
    const task = this.find(id);
    if (!task) {
      throw new ApiFailure(results.invalidTaskId, { fields: { id } });
    }
    return task;
  }

  /** Returns a task, `undefined` when there is none. */
  find(id: string): StoredTask | undefined {
    return this.#records.tasks.get(id);
  }

  /** Returns a task that may be changed. @throws {@link ApiFailure} 400/101, or 403/21 when it belongs to everybody. */
  getForWriting(id: string): TaskHead {
    const task = this.#records.tasks.getHead(id);
    if (!task) {
      throw new ApiFailure(results.invalidTaskId, { fields: { id } });
    }
    if (task.company === "") {
      throw new ApiFailure(results.noWritePermission, {
        detail: "cannot modify public task(s)",
        fields: { ids: [id] },
      });
    }
    return task;
  }

  /** Stores a new draft and returns it. @throws {@link ApiFailure} when it refers to what does not exist. */
  create(caller: Caller, content: Partial<StoredTask> & Pick<StoredTask, "name" | "type">): StoredTask {
    const task = this.build(caller, content);
    checkReferences(this.#records, task);
    this.insert(task);
    return task;
  }

  /** Makes a draft without storing it. */
  build(caller: Caller, content: Partial<StoredTask> & Pick<StoredTask, "name" | "type">): StoredTask {
    const now = this.#records.now();
    return {
      id: newId(),
      status: "created",
      created: now,
      tags: [],
      system_tags: [],
      last_iteration: 0,
      last_metrics: {},
      metric_stats: {},
      unique_metrics: [],
      hyperparams: {},
      configuration: {},
      runtime: {},
      container: {},
      ...content,
      output: { ...content.output },
      execution: { parameters: {}, artifacts: [], ...content.execution },
      script: { ...NO_SCRIPT, ...content.script },
      models: { input: [], output: [], ...content.models },
      company: caller.companyId,
      user: caller.userId,
      last_update: now,
      ...this.#records.change(caller),
    };
  }

  /** Stores a task that is complete. */
  insert(task: StoredTask): void {
    this.#records.tasks.insert(task);
    this.#records.touchProjects(task.project);
  }

  /** Writes changes into a task, and configuration objects in place of those of their names. */
  patch(task: TaskHead, patch: Patch, configuration?: Readonly<Record<string, ConfigurationItem>>): Change {
    applyPatch(task, patch);
    const names = Object.keys(patch).map((path) => path.split(".")[0] as keyof TaskHead);
    this.#records.tasks.patch(task.id, {
      fields: Object.fromEntries(names.map((name) => [name, task[name]])),
      ...(configuration && { entries: { configuration: entriesOf(configuration) } }),
    });
    return { updated: 1, fields: writtenFields(patch) };
  }

  /** Moves a task to another status, together with other changes. */
  changeStatus(
    task: TaskHead,
    caller: Caller,
    change: Omit<StatusChange, "userId" | "now">,
    others: Patch = {},
  ): Change {
    const moved = changeStatus(task, { ...change, userId: caller.userId, now: this.#records.now() });
    const changed = this.patch(task, { ...moved, ...others });
    this.#records.touchProjects(task.project);
    return changed;
  }

  /** Notes that a task is alive; an unknown id is not an error. */
  ping(id: string, caller: Caller): void {
    const task = this.#records.tasks.getHead(id);
    if (!task) {
      return;
    }
    this.patch(task, {
      last_update: this.#records.now(),
      ...this.#records.change(caller),
      active_duration: activeDuration(task, this.#records.clock()) ?? task.active_duration,
    });
  }

  /** Brings a task up to date with what a batch of events reported about it. */
  applyEventSummary(id: string, summary: EventSummary, caller: Caller): void {
    const task = this.#records.tasks.getHead(id);
    if (!task) {
      return;
    }
    const { lastMetrics, uniqueMetrics } = mergeSummaries(
      { lastMetrics: task.last_metrics ?? {}, uniqueMetrics: task.unique_metrics ?? [] },
      summary,
    );
    const seconds = activeDuration(task, this.#records.clock());
    this.patch(task, {
      ...(summary.scalars.size > 0 && { last_metrics: lastMetrics, unique_metrics: [...uniqueMetrics] }),
      metric_stats: metricStats(summary),
      last_iteration: Math.max(task.last_iteration ?? 0, summary.lastIteration ?? 0),
      last_update: this.#records.now(),
      ...(seconds !== undefined && { active_duration: seconds }),
      ...this.#records.change(caller),
    });
  }
}

/** The code of a task that has none. */
export const NO_SCRIPT = { binary: "python", repository: "", entry_point: "" } as const;

/** Configuration objects as entries that leave nothing of those that were there. */
function entriesOf(items: Readonly<Record<string, ConfigurationItem>>): Record<string, Record<string, string | null>> {
  const gone = { type: null, description: null };
  return Object.fromEntries(Object.entries(items).map(([name, item]) => [name, { ...gone, ...item }]));
}

import type { ProjectDatasetStats, ProjectStats, Reference } from "@clearml-ts/protocol";
import { where } from "../../database/documents/collection.ts";
import { and, type Condition, not } from "../../query/condition.ts";
import { type Document, isDocument } from "../../query/document-path.ts";
import { parseQuery } from "../../query/filters/parse-query.ts";
import type { Records } from "../../records/records.ts";
import { ARCHIVED } from "../../records/tags.ts";
import { type StoredTask, taskFields } from "../tasks/fields.ts";
import { TASK_STATUSES } from "../tasks/status/transitions.ts";
import { projectFields } from "./fields.ts";

/** Which tasks count, and whose. */
export interface CountOptions {
  /** Conditions on the tasks, as list requests spell them. */
  readonly filter?: Document | undefined;
  /** Only tasks of these users; of everybody when empty. */
  readonly users?: readonly string[] | undefined;
}

/** The counts in the projects below. */
export interface SubtreeOptions extends CountOptions {
  /** Count in the projects below as well. */
  readonly withChildren: boolean;
  /** Hidden projects below count too. */
  readonly searchHidden: boolean;
  /** Only these projects below count; all when absent. */
  readonly among?: readonly string[] | undefined;
}

/** Counts of what is in projects and below them, by project id. */
export class ProjectStatistics {
  readonly #records: Records;

  constructor(records: Records) {
    this.#records = records;
  }

  /** The projects below each of some projects, by name. */
  below(ids: readonly string[], { withChildren, searchHidden, among }: SubtreeOptions): Map<string, Reference[]> {
    const result = new Map<string, Reference[]>(ids.map((id) => [id, []]));
    if (!withChildren || ids.length === 0) {
      return result;
    }
    const found = this.#records.projects.select(
      ["name", "path"],
      and(
        where("path", ...ids),
        searchHidden ? and() : not(where("system_tags", "hidden")),
        among ? where("id", ...among) : and(),
      ),
    );
    for (const { id, name = "", path = [] } of found) {
      for (const ancestor of path) {
        result.get(ancestor)?.push({ id, name });
      }
    }
    for (const children of result.values()) {
      children.sort(byName);
    }
    return result;
  }

  /** Numbers and run time of the tasks of each project and of the projects below it; archived ones never count. */
  tasks(below: ReadonlyMap<string, readonly Reference[]>, { filter, users }: CountOptions): Map<string, ProjectStats> {
    const everywhere = [...new Set([...below.keys(), ...[...below.values()].flat().map(({ id }) => id)])];
    const tasks = this.#records.tasks.select(
      ["project", "status", "started", "completed"],
      and(where("project", ...everywhere), taskCondition(filter, users), not(where("system_tags", ARCHIVED))),
    );
    const byProject = new Map<string, Totals>();
    const dayAgo = this.#records.clock().getTime() - 86_400_000;
    for (const { project = "", ...task } of tasks) {
      let totals = byProject.get(project);
      if (!totals) {
        totals = new Totals();
        byProject.set(project, totals);
      }
      totals.add(task, dayAgo);
    }
    return new Map(
      [...below].map(([id, children]) => {
        const totals = new Totals();
        for (const each of [id, ...children.map((child) => child.id)]) {
          totals.merge(byProject.get(each));
        }
        return [id, { active: totals.toStats() }];
      }),
    );
  }

  /** Numbers of tasks and models in the projects themselves. */
  ownContents(ids: readonly string[], options: CountOptions): Map<string, { own_tasks: number; own_models: number }> {
    const condition = and(
      where("project", ...ids),
      taskCondition(options.filter, options.users),
      not(where("system_tags", ARCHIVED)),
    );
    const tasks = this.#records.tasks.countBy("project", condition);
    const models = this.#records.models.countBy("project", condition);
    return new Map(ids.map((id) => [id, { own_tasks: tasks.get(id) ?? 0, own_models: models.get(id) ?? 0 }]));
  }

  /** Numbers of datasets directly below the projects. */
  ownDatasets(ids: readonly string[], options: CountOptions): Map<string, { own_datasets: number }> {
    const condition = and(where("parent", ...ids), where("system_tags", "dataset"), projectCondition(options));
    const datasets = this.#records.projects.countBy("parent", condition);
    return new Map(ids.map((id) => [id, { own_datasets: datasets.get(id) ?? 0 }]));
  }

  /** Numbers and tags of the datasets in projects and below them. */
  datasets(
    below: ReadonlyMap<string, readonly Reference[]>,
    options: CountOptions,
  ): Map<string, { datasets: { count: number; tags: string[] } }> {
    const everywhere = [...new Set([...below.keys(), ...[...below.values()].flat().map(({ id }) => id)])];
    const found = this.#records.projects.select(
      ["parent", "tags"],
      and(where("parent", ...everywhere), where("system_tags", "dataset"), projectCondition(options)),
    );
    return new Map(
      [...below].map(([id, children]) => {
        const scope = new Set([id, ...children.map((child) => child.id)]);
        const inside = found.filter(({ parent }) => scope.has(parent ?? ""));
        const tags = [...new Set(inside.flatMap((project) => project.tags ?? []))].sort();
        return [id, { datasets: { count: inside.length, tags } }];
      }),
    );
  }

  /** Number and size of the files in the newest version of each dataset. */
  datasetFiles(ids: readonly string[], users: readonly string[] | undefined): Map<string, ProjectDatasetStats> {
    const versions = this.#records.tasks.select(
      ["project", "runtime", "last_update"],
      and(where("project", ...ids), taskCondition(undefined, users), not(where("system_tags", ARCHIVED))),
    );
    const newest = new Map<string, Partial<StoredTask>>();
    for (const version of versions) {
      const { project = "", runtime = {}, last_update = "" } = version;
      const known = newest.get(project);
      if (Object.keys(runtime).length > 0 && last_update >= (known?.last_update ?? "")) {
        newest.set(project, version);
      }
    }
    return new Map(
      [...newest].map(([id, { runtime = {} }]) => [
        id,
        { file_count: numberOf(runtime.ds_file_count), total_size: numberOf(runtime.ds_total_size) },
      ]),
    );
  }
}

/** The sums over the tasks of a project. */
class Totals {
  readonly #counts = new Map<string, number>();
  #runtime = 0;
  #completedLately = 0;
  #lastStarted = "";

  add({ status = "unknown", started, completed }: Partial<StoredTask>, dayAgo: number): void {
    this.#counts.set(status, (this.#counts.get(status) ?? 0) + 1);
    if (started && started > this.#lastStarted) {
      this.#lastStarted = started;
    }
    if (!completed) {
      return;
    }
    const end = Date.parse(completed);
    if (started && completed > started) {
      this.#runtime += Math.floor((end - Date.parse(started)) / 1000);
    }
    if (end > dayAgo && !["queued", "in_progress", "failed"].includes(status)) {
      this.#completedLately += 1;
    }
  }

  merge(other: Totals | undefined): void {
    if (!other) {
      return;
    }
    for (const [status, count] of other.#counts) {
      this.#counts.set(status, (this.#counts.get(status) ?? 0) + count);
    }
    this.#runtime += other.#runtime;
    this.#completedLately += other.#completedLately;
    if (other.#lastStarted > this.#lastStarted) {
      this.#lastStarted = other.#lastStarted;
    }
  }

  toStats(): NonNullable<ProjectStats["active"]> {
    const counts = TASK_STATUSES.map((status) => [status, this.#counts.get(status) ?? 0] as const);
    return {
      status_count: Object.fromEntries(counts),
      total_tasks: counts.reduce((total, [, count]) => total + count, 0),
      total_runtime: this.#runtime,
      completed_tasks_24h: this.#completedLately,
      last_task_run: this.#lastStarted || null,
    };
  }
}

/** A filter of statistics may hold plain conditions and structured ones; archived tasks are left out anyway. */
function taskCondition(filter: Document | undefined, users: readonly string[] | undefined): Condition {
  return and(parseStatsFilter(filter, taskFields), ofUsers(users));
}

function projectCondition({ filter, users }: CountOptions): Condition {
  return and(parseStatsFilter(filter, projectFields), ofUsers(users));
}

function ofUsers(users: readonly string[] | undefined): Condition {
  return users && users.length > 0 ? where("user", ...users) : and();
}

function parseStatsFilter(filter: Document = {}, fields: typeof taskFields): Condition {
  const structured = Object.entries(filter).filter(([, value]) => isDocument(value));
  const plain = Object.entries(filter)
    .filter(([, value]) => Array.isArray(value))
    .map(([field, value]) => [field, (value as unknown[]).filter((tag) => tag !== ARCHIVED && tag !== `-${ARCHIVED}`)]);
  return parseQuery({ ...Object.fromEntries(plain), filters: Object.fromEntries(structured) }, fields);
}

function numberOf(value: unknown): number {
  return typeof value === "number" ? value : 0;
}

function byName(left: Reference, right: Reference): number {
  const [a = "", b = ""] = [left.name, right.name];
  return a < b ? -1 : a > b ? 1 : 0;
}

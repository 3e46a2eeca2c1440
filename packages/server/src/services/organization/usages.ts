import type { ReplyOf } from "@clearml-ts/protocol";
import { where } from "../../database/documents/collection.ts";
import { and, type Bound, type Condition, isEmpty, not, or } from "../../query/condition.ts";
import type { Records } from "../../records/records.ts";
import { formatDate } from "../../values/clock.ts";
import type { UserStore } from "../users/store.ts";
import { secondsByDay, type UsagePeriod } from "./usage-period.ts";
import { type Run, type UsageBreakdown, type UsageField, usageTable } from "./usage-table.ts";

/** Which usage to sum up, and how. */
export interface UsageQuery {
  /** Ids; one alone is looked at by the projects directly in it. */
  readonly projects: readonly string[];
  readonly period: UsagePeriod;
  /** Count what ran outside of queues too. */
  readonly withDevelopment: boolean;
  readonly breakdowns: readonly UsageBreakdown[];
  readonly fields: readonly UsageField[];
}

/** Statistics that need no computation of their own. */
const EXCLUDED_TAGS = ["dataset", "reports", "hidden"];
const EXCLUDED_TYPES = ["report", "controller"];

/** A queue that is gone is one of these. */
const OTHER_QUEUES = { id: "_other_", name: "other" };

/** How long the tasks of projects ran, and on how much, day by day. */
export class ProjectUsages {
  readonly #records: Records;
  readonly #users: UserStore;

  constructor(records: Records, users: UserStore) {
    this.#records = records;
    this.#users = users;
  }

  /** Sums up the usage of projects and what is below them. */
  sum({
    projects,
    period,
    withDevelopment,
    breakdowns,
    fields,
  }: UsageQuery): ReplyOf<"organization.get_project_usages"> {
    const runs = this.#runs(period, this.#shownAs(projects), withDevelopment);
    const reply: ReplyOf<"organization.get_project_usages"> = {};
    for (const by of breakdowns) {
      reply[`${by}s`] = usageTable(runs, { by, names: this.#names(by, runs), period, fields });
    }
    return reply;
  }

  /** The projects to look into, each with the one that its tasks are counted for. */
  #shownAs(projects: readonly string[]): Map<string, string> {
    const [only] = projects;
    const isSingle = projects.length === 1 && only !== undefined;
    const named = isSingle ? this.#records.projects.findIds(where("parent", only)) : projects;
    const shown = new Map<string, string>();
    for (const id of named) {
      for (const below of this.#records.projects.findIds(where("path", id))) {
        shown.set(below, id);
      }
    }
    // After what is below them: a project that is named itself is shown as itself.
    for (const id of isSingle ? [...named, only] : named) {
      shown.set(id, id);
    }
    return shown;
  }

  #runs(period: UsagePeriod, shownAs: ReadonlyMap<string, string>, withDevelopment: boolean): Run[] {
    const parts = ["project", "user", "status", "started", "completed", "status_changed", "execution.queue"];
    const tasks = this.#records.tasks.select(
      parts,
      and(
        where("project", ...shownAs.keys()),
        not(where("type", ...EXCLUDED_TYPES)),
        not(where("system_tags", ...EXCLUDED_TAGS)),
        withDevelopment ? and() : cameFromQueue,
        ranWithin(period),
      ),
    );
    const queues = this.#records.queues.getMany([...new Set(tasks.flatMap((task) => task.execution?.queue ?? []))]);
    const known = new Map(queues.map((queue) => [queue.id, queue]));
    const now = this.#records.clock().getTime();
    return tasks.map((task) => {
      const queue = task.execution?.queue ? known.get(task.execution.queue) : undefined;
      const end = task.status === "in_progress" ? now : Date.parse(task.completed ?? task.status_changed ?? "");
      return {
        project: shownAs.get(task.project ?? "") ?? null,
        user: task.user ?? null,
        queue: queue?.id ?? (task.execution?.queue ? OTHER_QUEUES.id : null),
        resources: queue?.resources ?? {},
        days: secondsByDay(period, Date.parse(task.started ?? ""), end),
      };
    });
  }

  #names(key: UsageBreakdown, runs: readonly Run[]): ReadonlyMap<string, string> {
    const ids = [...new Set(runs.flatMap((run) => run[key] ?? []))];
    if (key === "user") {
      return new Map(ids.map((id) => [id, this.#users.find(id)?.name ?? id]));
    }
    if (key === "project") {
      return new Map(this.#records.projects.getMany(ids).map(({ id, name }) => [id, name]));
    }
    const queues = this.#records.queues.getMany(ids);
    return new Map([
      [OTHER_QUEUES.id, OTHER_QUEUES.name],
      ...queues.map(({ id, name, display_name }): [string, string] => [id, display_name || name]),
    ]);
  }
}

const cameFromQueue = and(
  not(where("system_tags", "development")),
  not(isEmpty(["execution", "queue"])),
  not(where("execution.queue", "")),
);

function ranWithin({ start, end }: UsagePeriod): Condition {
  const after: Bound = { value: formatDate(new Date(start)), inclusive: false };
  const before: Bound = { value: formatDate(new Date(end)), inclusive: false };
  return and(
    { kind: "range", path: ["started"], max: before },
    or(
      where("status", "in_progress"),
      { kind: "range", path: ["completed"], min: after },
      and(isEmpty(["completed"]), { kind: "range", path: ["status_changed"], min: after }),
    ),
  );
}

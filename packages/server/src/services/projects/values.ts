import type { MetricEvent, Reference } from "@clearml-ts/protocol";
import { where } from "../../database/documents/collection.ts";
import { and, type Condition, not } from "../../query/condition.ts";
import { parseListParameter } from "../../query/filters/list-operators.ts";
import { parsePattern } from "../../query/filters/pattern.ts";
import { firstSorted } from "../../query/order/first-sorted.ts";
import { compareNumeric } from "../../query/order/numeric-order.ts";
import type { Listings } from "../../records/listing.ts";
import type { Records } from "../../records/records.ts";
import { ARCHIVED } from "../../records/tags.ts";

/** Projects to look in; everywhere when the list is empty or absent. */
export interface Scope {
  readonly projects?: readonly (string | null)[] | undefined;
  /** @default true */
  readonly withSubprojects?: boolean | undefined;
}

/** A stretch of a list of values. */
export interface ValuesPage {
  readonly page?: number | undefined;
  readonly pageSize?: number | undefined;
}

/** A filter on the tags of records. */
export interface TagFilter {
  readonly tags?: readonly string[];
  readonly system_tags?: readonly string[];
}

/** One scalar that was reported somewhere, with the keys it has in `last_metrics`. */
export interface MetricVariant {
  metric: string;
  metric_hash: string;
  variant: string;
  variant_hash: string;
}

/** The different values that records of projects have: what tables offer as columns and filters. */
export class ProjectValues {
  readonly #records: Records;
  readonly #listings: Listings;

  constructor(records: Records, listings: Listings) {
    this.#records = records;
    this.#listings = listings;
  }

  /** The condition that a record is in one of the projects. */
  inScope(scope: Scope): Condition {
    const ids = this.#projectsOf(scope);
    return ids ? where("project", ...ids) : and();
  }

  /** Sorted tags of tasks or models. */
  tags(entity: "tasks" | "models", scope: Scope, filter: TagFilter = {}, includeSystem = false) {
    return this.#tags(entity, and(this.inScope(scope), tagCondition(filter)), includeSystem);
  }

  /** Sorted tags of the projects themselves. */
  projectTags(projects: readonly string[], filter: TagFilter = {}, includeSystem = false) {
    const scope = projects.length > 0 ? where("id", ...this.#listings.withDescendants(projects)) : and();
    return this.#tags("projects", and(scope, tagCondition(filter)), includeSystem);
  }

  /** Names of hyper-parameters, by section and name. */
  hyperparameters(scope: Scope): { section: string; name: string }[] {
    return this.#records.parameters.names(this.#projectsOf(scope));
  }

  /** Values of one hyper-parameter, in no order. */
  hyperparameterValues(scope: Scope, section: string, name: string, pattern?: string): string[] {
    const values = this.#records.parameters.values(section, name, this.#projectsOf(scope));
    const wanted = pattern ? parsePattern(pattern, { ignoreCase: true }) : undefined;
    return wanted ? values.filter((value) => wanted.test(value)) : values;
  }

  /** Keys of the metadata of models. */
  metadataKeys(scope: Scope): string[] {
    const models = this.#records.models.select(["metadata"], this.inScope(scope));
    return [...new Set(models.flatMap(({ metadata = {} }) => Object.keys(metadata)))].sort(compare);
  }

  /** Values of one metadata key, in no order. */
  metadataValues(scope: Scope, key: string): string[] {
    const path = ["metadata", key, "value"];
    return this.#records.models.distinct(path, this.inScope(scope)).map(String);
  }

  /** Scalars that tasks or models reported. */
  metricVariants(entity: "tasks" | "models", scope: Scope, ids: readonly string[] = []): MetricVariant[] {
    const condition = and(this.inScope(scope), ids.length > 0 ? where("id", ...ids) : and());
    const found = new Map<string, MetricVariant>();
    // The runs of a project mostly report the same, and their metrics are most of what is stored of them.
    const different = this.#records[entity].representatives("unique_metrics", condition);
    for (const { last_metrics = {} } of this.#records[entity].select(["last_metrics"], where("id", ...different))) {
      for (const [metric_hash, variants] of Object.entries(last_metrics)) {
        for (const [variant_hash, { metric = "", variant = "" }] of Object.entries<MetricEvent>(variants)) {
          found.set(`${metric}\0${variant}`, { metric, metric_hash, variant, variant_hash });
        }
      }
    }
    return [...found.entries()].sort(([left], [right]) => compare(left, right)).map(([, names]) => names);
  }

  /** The tasks that others have for a parent, by name. */
  taskParents(scope: Scope, state: "active" | "archived" | undefined, name?: string) {
    const archived = where("system_tags", ARCHIVED);
    const inState = state === undefined ? and() : state === "archived" ? archived : not(archived);
    const ids = this.#records.tasks.distinct(["parent"], and(this.inScope(scope), inState)).map(String);
    if (ids.length === 0) {
      return [];
    }
    const only = ["id", "name", "project.name"];
    const request = { ...(name ? { name } : {}), id: ids, page_size: 500 };
    return this.#listings
      .list<Reference & { project?: Reference }>("tasks", request, { joined: true, only })
      .items.sort((left, right) => compare(left.name ?? "", right.name ?? ""));
  }

  /** The users who made tasks or models. */
  users(entity: "tasks" | "models", scope: Scope): Reference[] {
    const ids = this.#records[entity].distinct(["user"], this.inScope(scope)).map(String);
    return this.#listings.load("users", ids, ["id", "name"]) as unknown as Reference[];
  }

  /** The projects that a scope is, or `undefined` for all. */
  #projectsOf({ projects = [], withSubprojects = true }: Scope): string[] | undefined {
    const ids = projects.filter((id) => id !== null);
    if (ids.length === 0) {
      return undefined;
    }
    return withSubprojects ? this.#listings.withDescendants(ids) : ids;
  }

  #tags(entity: "tasks" | "models" | "projects", condition: Condition, includeSystem: boolean) {
    const distinct = (field: string) => this.#records[entity].distinct([field], condition).map(String);
    return { tags: distinct("tags"), ...(includeSystem ? { system_tags: distinct("system_tags") } : {}) };
  }
}

/** Cuts a list of values into a page, and says how many there are in all and after it. */
export function pageOf<T>(values: readonly T[], page: ValuesPage) {
  const { start, end } = stretchOf(page);
  const items = values.slice(start, end);
  return { items, total: values.length, remaining: Math.max(0, values.length - start - items.length) };
}

/** Like `pageOf`, for texts that are in no order: numbers come in numeric order. Sorts no further than to the end of the page. */
export function sortedPageOf(values: readonly string[], page: ValuesPage) {
  const { start, end } = stretchOf(page);
  return { items: firstSorted(values, compareNumeric, end).slice(start), total: values.length };
}

function stretchOf({ page = 0, pageSize = 500 }: ValuesPage): { start: number; end: number } {
  const size = Math.max(1, pageSize);
  const start = Math.max(0, page) * size;
  return { start, end: start + size };
}

function tagCondition({ tags = [], system_tags = [] }: TagFilter): Condition {
  return and(
    tags.length > 0 ? parseListParameter("tags", ["tags"], tags) : and(),
    system_tags.length > 0 ? parseListParameter("system_tags", ["system_tags"], system_tags) : and(),
  );
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

import { where } from "../../database/documents/collection.ts";
import { and, type Condition, not } from "../../query/condition.ts";
import { type Document, isDocument } from "../../query/document-path.ts";
import { parseFilter } from "../../query/filters/filters.ts";
import { parseListParameter } from "../../query/filters/list-operators.ts";
import type { Records } from "../../records/records.ts";

/** The things that projects have to hold somewhere below to be listed. */
export interface ContentSelection {
  readonly users?: readonly string[] | undefined;
  readonly childrenType?: "pipeline" | "report" | "dataset" | undefined;
  readonly childrenTags?: readonly string[] | undefined;
  readonly childrenTagsFilter?: Document | undefined;
  /** Look only into these projects and below. */
  readonly among?: readonly string[] | undefined;
}

/** Finds the projects that hold such content, with all of their ancestors. */
export function selectProjects(records: Records, selection: ContentSelection): string[] {
  const { users = [], childrenType, among = [] } = selection;
  const scope = among.length > 0 ? [...among, ...records.projects.findIds(where("path", ...among))] : undefined;
  const condition = and(users.length > 0 ? where("user", ...users) : and(), tagCondition(selection));
  const holders = new Set<string>();
  if (childrenType === "pipeline" || childrenType === "dataset") {
    // The folder of all pipelines has the tag as well, and is none.
    const isOne = and(where("system_tags", childrenType), not(where("basename", `.${childrenType}s`)));
    const found = records.projects.findIds(and(condition, isOne, scope ? where("parent", ...scope) : and()));
    for (const id of found) {
      holders.add(id);
    }
  } else {
    const inScope = scope ? where("project", ...scope) : and();
    const isReport = childrenType === "report" ? where("system_tags", "reports") : and();
    for (const id of records.tasks.distinct(["project"], and(condition, isReport, inScope))) {
      holders.add(String(id));
    }
    if (childrenType === undefined) {
      for (const id of records.models.distinct(["project"], and(condition, inScope))) {
        holders.add(String(id));
      }
      for (const id of records.projects.findIds(and(condition, scope ? where("id", ...scope) : and()))) {
        holders.add(id);
      }
    }
  }
  const withAncestors = records.projects.getMany([...holders]).flatMap(({ id, path = [] }) => [...path, id]);
  return [...new Set(withAncestors)];
}

function tagCondition({ childrenTags = [], childrenTagsFilter }: ContentSelection): Condition {
  if (isDocument(childrenTagsFilter)) {
    return parseFilter("tags", ["tags"], childrenTagsFilter);
  }
  return childrenTags.length > 0 ? parseListParameter("tags", ["tags"], childrenTags) : and();
}

import type { JoinedProjectRecord, RequestOf } from "@clearml-ts/protocol";
import type { ServerContext } from "../../context.ts";
import { and, type Condition, isEmpty } from "../../query/condition.ts";
import type { Document } from "../../query/document-path.ts";
import { parseListParameter } from "../../query/filters/list-operators.ts";
import { projectionOf } from "../../query/projection/projection.ts";
import { visible } from "../../records/listing.ts";
import { selectProjects } from "./selection.ts";
import type { SubtreeOptions } from "./statistics.ts";

type ListRequest = RequestOf<"projects.get_all_ex">;

/** Answers `projects.get_all_ex`: projects with statistics of what is in them. */
export function listProjects(
  context: ServerContext,
  request: ListRequest,
): { projects: JoinedProjectRecord[]; scroll_id?: string } {
  const selected = selectByContent(context, request);
  if (selected?.length === 0) {
    return { projects: [] };
  }
  const isPrivate = request.allow_public === undefined && request.non_public;
  const { query, where } = placeCondition({ ...request, ...(isPrivate ? { allow_public: false } : {}) });
  const names = projectionOf(query);
  const needsTags = request.search_hidden && names.length > 0 && !names.includes("system_tags");
  const { items, scroll } = context.listings.list<JoinedProjectRecord>("projects", query, {
    joined: true,
    where: and(where, visible(request), selected ? parseListParameter("id", ["id"], selected) : and()),
    ...(names.length > 0 ? { only: needsTags ? [...names, "system_tags"] : names } : {}),
  });
  for (const project of items) {
    if (request.search_hidden && project.system_tags?.includes("hidden")) {
      project.hidden = true;
    }
    if (needsTags) {
      delete project.system_tags;
    }
  }
  if (items.length > 0) {
    addStatistics(context, request, items, selected);
  }
  return { projects: items, ...scroll };
}

/**
 * Reads where in the tree to look: with `shallow_search` directly below `parent`, the top level by default;
 * else `parent` may be any ancestor.
 */
export function placeCondition(request: Document): { query: Document; where: Condition } {
  const { parent, path: _, shallow_search, ...query } = request;
  const isGiven = parent !== undefined && parent !== null && !(Array.isArray(parent) && parent.length === 0);
  if (shallow_search) {
    return { query, where: isGiven ? parseListParameter("parent", ["parent"], parent) : isEmpty(["parent"]) };
  }
  return { query, where: isGiven ? parseListParameter("path", ["path"], parent) : and() };
}

function selectByContent(context: ServerContext, request: ListRequest): string[] | undefined {
  const { active_users = [], children_type } = request;
  if (active_users.length === 0 && !children_type) {
    return undefined;
  }
  const { id } = request;
  const among = id === undefined ? [] : (Array.isArray(id) ? id : [id]).filter((each) => typeof each === "string");
  return selectProjects(context.records, {
    users: active_users,
    childrenType: children_type,
    childrenTags: request.children_tags,
    childrenTagsFilter: request.children_tags_filter,
    among,
  });
}

function addStatistics(
  { statistics }: ServerContext,
  request: ListRequest,
  projects: JoinedProjectRecord[],
  selected: readonly string[] | undefined,
): void {
  const ids = projects.map(({ id }) => id);
  const { filter, searchHidden } = statisticsFilter(request);
  const isDataset = request.children_type === "dataset";
  const users = request.active_users;
  const add = (values: ReadonlyMap<string, object>) => {
    for (const project of projects) {
      Object.assign(project, values.get(project.id));
    }
  };
  if (request.check_own_contents) {
    add(isDataset ? statistics.ownDatasets(ids, { filter, users }) : statistics.ownContents(ids, { filter, users }));
  }
  if (request.include_stats) {
    const options: SubtreeOptions = {
      filter,
      users,
      withChildren: request.stats_with_children ?? true,
      searchHidden: isDataset || searchHidden,
      among: selected,
    };
    const below = statistics.below(ids, options);
    const stats = isDataset ? statistics.datasets(below, options) : statistics.tasks(below, options);
    add(new Map(ids.map((id) => [id, { stats: stats.get(id), sub_projects: below.get(id) ?? [] }])));
  }
  if (request.include_dataset_stats) {
    const files = statistics.datasetFiles(ids, users);
    add(new Map([...files].map(([id, dataset_stats]) => [id, { dataset_stats }])));
  }
}

/** Pipelines and reports are counted by what marks them, and live in hidden projects. */
function statisticsFilter(request: ListRequest): { filter: Document | undefined; searchHidden: boolean } {
  const searchHidden = request.search_hidden ?? false;
  const { include_stats_filter, children_type } = request;
  if (include_stats_filter || !children_type) {
    return { filter: include_stats_filter as Document | undefined, searchHidden };
  }
  const tags = request.children_tags_filter ?? request.children_tags;
  const tagged = tags && Object.keys(tags).length > 0 ? { tags } : {};
  if (children_type === "pipeline") {
    return { filter: { ...tagged, system_tags: ["pipeline"], type: ["controller"] }, searchHidden: true };
  }
  if (children_type === "report") {
    return { filter: { ...tagged, system_tags: ["reports"], type: ["report"] }, searchHidden: true };
  }
  return { filter: tagged, searchHidden };
}

import type { ProjectRecord } from "@clearml-ts/protocol";
import { uncheckedField } from "../../fields/fields.ts";
import { listFields } from "../../fields/list-fields.ts";
import { and } from "../../query/condition.ts";
import { visible } from "../../records/listing.ts";
import type { Routes } from "../../routing/routes.ts";
import { listProjects, placeCondition } from "./list-projects.ts";

const projectListFields = {
  ...listFields,
  parent: "any",
  basename: uncheckedField,
  description: uncheckedField,
  last_update: "any",
  shallow_search: "boolean",
} as const;

/** Endpoints that find projects. */
export const projectLists = {
  "projects.get_by_id": {
    fields: { project: "string!" },
    handle: ({ request, context }) => ({ project: context.projects.get(request.project) }),
  },
  "projects.get_all": {
    fields: projectListFields,
    handle: ({ request, context }) => {
      const { query, where } = placeCondition({ ...request });
      const { items, scroll } = context.listings.list<ProjectRecord>("projects", query, {
        where: and(where, visible(request)),
      });
      return { projects: items, ...scroll };
    },
  },
  "projects.get_all_ex": {
    fields: {
      ...projectListFields,
      include_stats: "boolean",
      include_stats_filter: "object",
      stats_for_state: { type: "string", enum: ["active", "archived"] },
      stats_with_children: "boolean",
      check_own_contents: "boolean",
      children_type: { type: "string", enum: ["pipeline", "report", "dataset"] },
      children_tags: "string[]",
      children_tags_filter: "object",
      include_dataset_stats: "boolean",
      active_users: "string[]",
      non_public: "boolean",
      permission_roots_only: "boolean",
    },
    handle: ({ request, context }) => listProjects(context, request),
  },
} satisfies Partial<Routes<"projects">>;

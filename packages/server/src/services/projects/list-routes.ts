import { type ProjectRecord, results } from "@clearml-ts/protocol";
import type { Routes } from "../../endpoints/routes.ts";
import { ApiFailure } from "../../errors.ts";
import { and } from "../../query/condition.ts";
import { visible } from "../../records/listing.ts";
import { listProjects, placeCondition } from "./list-projects.ts";

/** Endpoints that find projects. */
export const projectLists = {
  "projects.get_by_id": {
    fields: { project: "string!" },
    handle: ({ request, context }) => {
      const { items } = context.listings.list<ProjectRecord>("projects", { ...request, id: [request.project] });
      const [project] = items;
      if (!project) {
        throw new ApiFailure(results.invalidProjectId, { fields: { id: request.project } });
      }
      return { project };
    },
  },
  "projects.get_all": ({ request, context }) => {
    const { query, where } = placeCondition({ ...request });
    const { items, scroll } = context.listings.list<ProjectRecord>("projects", query, {
      where: and(where, visible(request)),
    });
    return { projects: items, ...scroll };
  },
  "projects.get_all_ex": ({ request, context }) => listProjects(context, request),
} satisfies Partial<Routes<"projects">>;

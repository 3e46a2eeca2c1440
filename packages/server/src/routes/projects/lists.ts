import { type ProjectRecord, results } from "@clearml-ts/protocol";
import { ApiFailure } from "../../errors.ts";
import { and, isEmpty } from "../../query/condition.ts";
import { visible } from "../../stores/listing.ts";
import type { Routes } from "../routes.ts";

/** Endpoints that find projects. */
export const projectLists: Routes<"projects"> = {
  "projects.get_by_id": {
    fields: { project: "string!" },
    handle: ({ request, context }) => {
      const { items } = context.listings.list<ProjectRecord>("projects", { ...request, id: [request.project] });
      const [project] = items;
      if (!project) throw new ApiFailure(results.invalidProjectId, { fields: { id: request.project } });
      return { project };
    },
  },
  "projects.get_all": ({ request, context }) => {
    const topLevel = request.shallow_search && isUnset(request.parent) ? isEmpty(["parent"]) : and();
    const { items, scroll } = context.listings.list<ProjectRecord>("projects", request, {
      where: and(visible(request), topLevel),
    });
    return { projects: items, ...scroll };
  },
};

function isUnset(parent: unknown): boolean {
  return parent === undefined || parent === null || (Array.isArray(parent) && parent.length === 0);
}

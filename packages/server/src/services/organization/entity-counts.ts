import type { ReplyOf, RequestOf } from "@clearml-ts/protocol";
import type { ServerContext } from "../../context.ts";
import { ApiFailure } from "../../errors.ts";
import { and } from "../../query/condition.ts";
import type { Document } from "../../query/document-path.ts";
import { visible } from "../../records/listing.ts";
import { selectProjects } from "../projects/selection.ts";

type CountRequest = RequestOf<"organization.get_entities_count">;

interface Kind {
  readonly entity: "projects" | "tasks" | "models";
  /** Conditions added to those of the request. */
  readonly conditions?: Document;
  /** Leave out what is tagged `hidden`. @default false */
  readonly hides?: boolean;
}

const kinds = {
  projects: { entity: "projects", hides: true },
  tasks: { entity: "tasks", hides: true },
  models: { entity: "models" },
  pipelines: { entity: "projects" },
  pipeline_runs: { entity: "tasks", conditions: { type: "controller", include_subprojects: true } },
  datasets: { entity: "projects" },
  dataset_versions: { entity: "tasks", conditions: { type: "data_processing", include_subprojects: true } },
  reports: { entity: "tasks", conditions: { type: "report", include_subprojects: true } },
} as const satisfies Record<string, Kind>;

/** Counts what a search would find, by kind. A kind that cannot be counted says why and keeps no other from it. */
export function countEntities(
  context: ServerContext,
  request: CountRequest,
): ReplyOf<"organization.get_entities_count"> {
  const counts: Record<string, number> = {};
  const errors: Record<string, string> = {};
  for (const [name, kind] of Object.entries(kinds) as [keyof typeof kinds, Kind][]) {
    const query = request[name];
    if (query === undefined || query === null) {
      continue;
    }
    try {
      counts[name] = countKind(context, request, kind, { ...query, ...kind.conditions });
    } catch (error) {
      if (!(error instanceof ApiFailure)) {
        throw error;
      }
      errors[name] = error.message;
    }
  }
  return { ...counts, ...(Object.keys(errors).length > 0 ? { errors } : {}) };
}

function countKind(context: ServerContext, request: CountRequest, { entity, hides }: Kind, given: Document): number {
  const { active_users: users = [], limit = 0, search_hidden = false, allow_public = true } = request;
  const query: Document = { ...given, allow_public };
  if (users.length > 0 && entity === "projects") {
    const among = [query.id].flat().filter((id) => typeof id === "string");
    const ids = selectProjects(context.records, { users, among });
    if (ids.length === 0) {
      return 0;
    }
    query.id = ids;
  } else if (users.length > 0 && !query.user) {
    query.user = users;
  }
  const condition = and(context.listings.condition(entity, query), hides ? visible({ search_hidden }) : and());
  const count = context.records[entity].count(condition);
  return limit > 0 ? Math.min(count, limit) : count;
}

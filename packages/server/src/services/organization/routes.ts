import { type RequestOf, results } from "@clearml-ts/protocol";
import { COMPANY } from "../../auth/caller.ts";
import type { ServerContext } from "../../context.ts";
import { choicesOf } from "../../endpoints/request-values.ts";
import type { Routes } from "../../endpoints/routes.ts";
import { ApiFailure } from "../../errors.ts";
import { downloadTable, prepareDownload } from "./downloads.ts";
import { countEntities } from "./entity-counts.ts";
import { readUsagePeriod } from "./usage-period.ts";

const usageFields = {
  projects: "string[]!",
  from_date: "string!",
  to_date: "string!",
  include_development: "boolean",
  breakdown_keys: "string[]",
  usage_fields: "string[]",
} as const;

/** The answers of the `organization` service. */
export const organizationRoutes: Routes<"organization"> = {
  "organization.get_tags": {
    fields: { include_system: "boolean", filter: "object" },
    handle: ({ request: { include_system = false, filter }, context }) => {
      const all = (["tasks", "models"] as const).map((entity) =>
        context.values.tags(entity, {}, filter, include_system),
      );
      const merged = (lists: readonly (readonly string[] | undefined)[]) =>
        [...new Set(lists.flatMap((list) => list ?? []))].sort();
      return {
        tags: merged(all.map(({ tags }) => tags)),
        ...(include_system ? { system_tags: merged(all.map(({ system_tags }) => system_tags)) } : {}),
      };
    },
  },
  "organization.get_user_companies": ({ context }) => {
    const owners = context.users
      .list()
      .map(({ id, name, avatar }) => ({ id, name, ...(avatar === undefined ? {} : { avatar }) }))
      .sort((left, right) => left.name.localeCompare(right.name));
    return { companies: [{ ...COMPANY, allocated: owners.length, owners }] };
  },
  "organization.get_entities_count": ({ request, context }) => countEntities(context, request),
  "organization.get_project_usages": {
    fields: usageFields,
    handle: ({ request, context }) => sumUsages(context, request),
  },
  "organization.get_project_workloads": {
    fields: usageFields,
    handle: ({ request, context }) => sumUsages(context, request),
  },
  "organization.prepare_download_for_get_all": {
    fields: { entity_type: "string!", only_fields: "string[]!", field_mappings: "object[]!" },
    handle: ({ request, context }) => ({ prepare_id: prepareDownload(context, request) }),
  },
  "organization.download_for_get_all": {
    link: true,
    fields: { prepare_id: "string!" },
    handle: ({ request, context }) => downloadTable(context, request.prepare_id),
  },
};

function sumUsages(context: ServerContext, request: RequestOf<"organization.get_project_usages">) {
  const { projects, from_date, to_date, include_development: withDevelopment = false } = request;
  if (projects.length === 0) {
    throw new ApiFailure(results.validationError, { detail: "projects: give at least one" });
  }
  return context.usages.sum({
    projects,
    period: readUsagePeriod(from_date, to_date),
    withDevelopment,
    breakdowns: choicesOf("breakdown_keys", request.breakdown_keys, {
      fallback: ["project", "queue", "user"],
      choices: ["project", "queue", "user"],
    }),
    fields: choicesOf("usage_fields", request.usage_fields, {
      fallback: ["duration", "gpu_usage"],
      choices: ["duration", "cpu_usage", "gpu_usage"],
    }),
  });
}

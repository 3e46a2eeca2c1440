import type { RequestOf } from "@clearml-ts/protocol";
import { COMPANY } from "../../auth/caller.ts";
import type { ServerContext } from "../../context.ts";
import { textsField } from "../../fields/fields.ts";
import { tagFilterField } from "../../fields/record-fields.ts";
import type { Routes } from "../../routing/routes.ts";
import { modelListFields } from "../models/list-routes.ts";
import { downloadTable, prepareDownload } from "./downloads.ts";
import { countEntities } from "./entity-counts.ts";
import { readUsagePeriod } from "./usage-period.ts";

const BREAKDOWN_KEYS = ["project", "queue", "user"] as const;
const USAGE_FIELDS = ["duration", "cpu_usage", "gpu_usage"] as const;

const usageFields = {
  projects: { type: "list!", items: "string", minItems: 1 },
  from_date: "string!",
  to_date: "string!",
  include_development: "boolean",
  breakdown_keys: { type: "list", items: { type: "string", enum: BREAKDOWN_KEYS } },
  usage_fields: { type: "list", items: { type: "string", enum: USAGE_FIELDS } },
} as const;

/** The answers of the `organization` service. */
export const organizationRoutes: Routes<"organization"> = {
  "organization.get_tags": {
    fields: { include_system: "boolean", filter: tagFilterField },
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
  "organization.get_entities_count": {
    fields: {
      projects: "object",
      tasks: "object",
      models: "object",
      pipelines: "object",
      pipeline_runs: "object",
      datasets: "object",
      dataset_versions: "object",
      reports: "object",
      search_hidden: "boolean",
      allow_public: "boolean",
      active_users: "string[]",
      limit: "integer",
    },
    handle: ({ request, context }) => countEntities(context, request),
  },
  "organization.get_project_usages": {
    fields: usageFields,
    handle: ({ request, context }) => sumUsages(context, request),
  },
  "organization.get_project_workloads": {
    fields: usageFields,
    handle: ({ request, context }) => sumUsages(context, request),
  },
  "organization.prepare_download_for_get_all": {
    fields: {
      ...modelListFields,
      entity_type: { type: "string!", enum: ["task", "model"] },
      only_fields: textsField,
      field_mappings: {
        type: "list!",
        items: { type: "object", fields: { field: "string!", name: "string", values: "object[]" } },
        minItems: 1,
      },
    },
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
  return context.usages.sum({
    projects,
    period: readUsagePeriod(from_date, to_date),
    withDevelopment,
    breakdowns: request.breakdown_keys?.length ? request.breakdown_keys : BREAKDOWN_KEYS,
    fields: request.usage_fields?.length ? request.usage_fields : ["duration", "gpu_usage"],
  });
}

import { tagFilterField } from "../../fields/record-fields.ts";
import { storedKey } from "../../records/stored-keys.ts";
import type { Routes } from "../../routing/routes.ts";
import { pageOf, type Scope, sortedPageOf } from "./values.ts";

interface ScopedRequest {
  readonly projects?: readonly (string | null)[];
  readonly include_subprojects?: boolean;
}

const tagFields = { include_system: "boolean", projects: "string[]", filter: tagFilterField } as const;
const scopeFields = { projects: "string?[]", include_subprojects: "boolean" } as const;
const pageFields = { page: "integer", page_size: "integer" } as const;

/** Endpoints that list the values which records of projects have. */
export const projectValues = {
  "projects.get_project_tags": {
    fields: tagFields,
    handle: ({ request: { projects = [], filter, include_system }, context }) =>
      context.values.projectTags(projects, filter, include_system),
  },
  "projects.get_task_tags": {
    fields: tagFields,
    handle: ({ request: { projects, filter, include_system }, context }) =>
      context.values.tags("tasks", { projects }, filter, include_system),
  },
  "projects.get_model_tags": {
    fields: tagFields,
    handle: ({ request: { projects, filter, include_system }, context }) =>
      context.values.tags("models", { projects }, filter, include_system),
  },
  "projects.get_unique_metric_variants": {
    fields: { project: "string", include_subprojects: "boolean", model_metrics: "boolean", ids: "string[]" },
    handle: ({ request: { project, include_subprojects, model_metrics, ids }, context }) => ({
      metrics: context.values.metricVariants(
        model_metrics ? "models" : "tasks",
        { projects: project ? [project] : [], withSubprojects: include_subprojects },
        ids,
      ),
    }),
  },
  "projects.get_hyper_parameters": {
    fields: { project: "string", include_subprojects: "boolean", ...pageFields },
    handle: ({ request: { project, include_subprojects, page, page_size }, context }) => {
      const scope = { projects: project ? [project] : [], withSubprojects: include_subprojects };
      const { items, total, remaining } = pageOf(context.values.hyperparameters(scope), { page, pageSize: page_size });
      return { parameters: items, total, remaining };
    },
  },
  "projects.get_hyperparam_values": {
    fields: {
      ...scopeFields,
      ...pageFields,
      section: { type: "string!", minLength: 1 },
      name: { type: "string!", minLength: 1 },
      pattern: "string",
      allow_public: "boolean",
    },
    handle: ({ request: { section, name, pattern, page, page_size, ...request }, context }) => {
      const values = context.values.hyperparameterValues(
        scopeOf(request),
        storedKey(section),
        storedKey(name),
        pattern,
      );
      const { items, total } = sortedPageOf(values, { page, pageSize: page_size });
      return { total, values: items };
    },
  },
  "projects.get_model_metadata_keys": {
    fields: { project: "string", include_subprojects: "boolean", ...pageFields },
    handle: ({ request: { project, include_subprojects, page, page_size }, context }) => {
      const scope = { projects: project === undefined ? [] : [project], withSubprojects: include_subprojects };
      const { items, total, remaining } = pageOf(context.values.metadataKeys(scope), { page, pageSize: page_size });
      return { keys: items, total, remaining };
    },
  },
  "projects.get_model_metadata_values": {
    fields: { ...scopeFields, ...pageFields, key: { type: "string!", minLength: 1 }, allow_public: "boolean" },
    handle: ({ request: { key, page, page_size, ...request }, context }) => {
      const values = context.values.metadataValues(scopeOf(request), storedKey(key));
      const { items, total } = sortedPageOf(values, { page, pageSize: page_size });
      return { total, values: items };
    },
  },
  "projects.get_task_parents": {
    fields: { ...scopeFields, tasks_state: { type: "string", enum: ["active", "archived"] }, task_name: "string" },
    handle: ({ request: { tasks_state, task_name, ...request }, context }) => ({
      parents: context.values.taskParents(scopeOf(request), tasks_state, task_name),
    }),
  },
  "projects.get_user_names": {
    fields: { ...scopeFields, entity: { type: "string", enum: ["task", "model"] } },
    handle: ({ request: { entity, ...request }, context }) => ({
      users: context.values.users(entity === "model" ? "models" : "tasks", scopeOf(request)),
    }),
  },
} satisfies Partial<Routes<"projects">>;

function scopeOf({ projects, include_subprojects }: ScopedRequest): Scope {
  return { projects, withSubprojects: include_subprojects };
}

import { type JoinedModelRecord, type ModelListRequest, type ModelRecord, results } from "@clearml-ts/protocol";
import { where } from "../../database/documents/collection.ts";
import { ApiFailure } from "../../errors.ts";
import { type Fields, uncheckedField } from "../../fields/fields.ts";
import { listFields } from "../../fields/list-fields.ts";
import { and } from "../../query/condition.ts";
import { parseQuery } from "../../query/filters/parse-query.ts";
import { projectionOf } from "../../query/projection/projection.ts";
import type { ApiVersion } from "../../routing/api-version.ts";
import type { Call, Routes } from "../../routing/routes.ts";
import { modelFields } from "./fields.ts";

/** The fields of a list request for models. */
export const modelListFields = {
  ...listFields,
  user: "any",
  project: "any",
  include_subprojects: "boolean",
  task: "any",
  parent: "any",
  framework: "any",
  uri: "any",
  ready: uncheckedField,
  comment: uncheckedField,
  created: "any",
  last_iteration: "any",
  last_update: "any",
  last_change: "any",
} as const satisfies Fields<ModelListRequest>;

/** Endpoints that find models. */
export const modelLists = {
  "models.get_by_id": {
    fields: { model: "string!" },
    handle: ({ request, context, version }) => {
      // The official server also heeds what else of a list request selects models: clearml-server services/models.py.
      const { items } = context.listings.list<ModelRecord>(
        "models",
        { id: [request.model] },
        { where: parseQuery({ ...request }, modelFields) },
      );
      const [model] = items;
      if (!model) {
        throw new ApiFailure(results.invalidModelId, { fields: { id: request.model } });
      }
      return { model: conformModel(model, version) };
    },
  },
  "models.get_by_task_id": {
    fields: { task: "string!" },
    handle: ({ request, context, version }) => {
      if (version.atLeast("2.14")) {
        throw movedAway("models.get_by_task_id");
      }
      const id = context.tasks.get(request.task).models?.output?.at(-1)?.model;
      if (id === undefined) {
        throw new ApiFailure(results.missingTaskFields, { detail: "no output model", fields: { task: request.task } });
      }
      return { model: conformModel(context.models.get(id), version) };
    },
  },
  "models.get_by_id_ex": {
    fields: { ...modelListFields, id: { ...uncheckedField, type: "any!" } },
    requires: ["id"],
    handle: (call) => ({ models: listJoined(call).models }),
  },
  "models.get_all": {
    fields: modelListFields,
    handle: ({ request, context, version }) => {
      const { items, scroll } = context.listings.list<ModelRecord>("models", request);
      return { models: items.map((model) => conformModel(model, version)), ...scroll };
    },
  },
  "models.get_all_ex": {
    fields: { ...modelListFields, include_stats: "boolean" },
    handle: (call) => listJoined(call),
  },
  "models.get_frameworks": {
    fields: { projects: "string[]" },
    handle: ({ request: { projects = [] }, context }) => ({
      frameworks: context.records.models
        .distinct(
          ["framework"],
          projects.length > 0 ? where("project", ...context.listings.withDescendants(projects)) : and(),
        )
        .map(String)
        .filter(Boolean),
    }),
  },
} satisfies Partial<Routes<"models">>;

/** Refuses a call of a version in which an endpoint no longer exists. */
export function movedAway(endpoint: string): ApiFailure {
  return new ApiFailure(
    { code: 301, subcode: 1, text: "not supported" },
    { fields: { endpoint, max_version: "2.13" } },
  );
}

function listJoined({ request, context, version }: Pick<Call<"models.get_all_ex">, "request" | "context" | "version">) {
  const { items, scroll } = context.listings.list<JoinedModelRecord>("models", request, { joined: true });
  const models = items.map((model) => conformModel(model, version));
  if (!request.include_stats) {
    return { models, ...scroll };
  }
  const labels = isProjected(request)
    ? new Map(context.records.models.getMany(models.map(({ id }) => id)).map((model) => [model.id, model.labels]))
    : new Map(models.map((model) => [model.id, model.labels]));
  return {
    models: models.map((model) => ({
      ...model,
      stats: { labels_count: Object.keys(labels.get(model.id) ?? {}).length },
    })),
    ...scroll,
  };
}

function isProjected(request: object): boolean {
  return projectionOf({ ...request }).length > 0;
}

/** Callers up to 2.16 know metadata as a list, which the official server leaves empty. */
export function conformModel<M extends object>(model: M, version: ApiVersion): M {
  return version.atLeast("2.17") || !("metadata" in model) ? model : { ...model, metadata: [] };
}

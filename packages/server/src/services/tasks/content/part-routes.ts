import { results } from "@clearml-ts/protocol";
import { ApiFailure } from "../../../errors.ts";
import { textsField } from "../../../fields/fields.ts";
import { changeTags } from "../../../records/tags.ts";
import type { Routes } from "../../../routing/routes.ts";
import { write } from "../../../routing/write.ts";
import { moveFields } from "../../projects/fields.ts";
import { normalizeArtifacts, removeArtifacts, upsertArtifacts } from "./artifacts.ts";
import { artifactIdsField, artifactsField } from "./content-fields.ts";

/** Endpoints that add to a part of a task, or take from it. */
export const taskParts = {
  "tasks.edit_runtime": {
    fields: { task: "string!", add_or_update: "object", remove: "string[]", force: "boolean" },
    handle: write(({ request: { task, add_or_update = {}, remove = [] }, context, caller }) => ({
      updated: context.parameters.editRuntime(caller, task, add_or_update, remove),
    })),
  },
  "tasks.add_or_update_artifacts": {
    fields: { task: "string!", artifacts: artifactsField, force: "boolean" },
    handle: write(({ request, context, caller }) => {
      const task = context.parameters.getEditable(request.task, { force: true });
      const artifacts = upsertArtifacts(task.execution?.artifacts, normalizeArtifacts(request.artifacts));
      return { updated: context.parameters.write(caller, task, { "execution.artifacts": artifacts }) };
    }),
  },
  "tasks.delete_artifacts": {
    fields: { task: "string!", artifacts: artifactIdsField, force: "boolean" },
    handle: write(({ request, context, caller }) => {
      const task = context.parameters.getEditable(request.task, { force: true });
      const artifacts = removeArtifacts(task.execution?.artifacts, request.artifacts);
      return { deleted: context.parameters.write(caller, task, { "execution.artifacts": artifacts }) };
    }),
  },
  "tasks.add_or_update_model": {
    fields: {
      task: "string!",
      name: "string!",
      model: "string!",
      type: { type: "string!", enum: ["input", "output"] },
      iteration: "integer",
    },
    handle: write(({ request, context, caller }) => {
      const { name, model, iteration } = request;
      const { type: side } = request;
      const task = context.parameters.getEditable(request.task, { force: true });
      const item = { name, model, updated: context.records.now() };
      const present = task.models?.[side] ?? [];
      const isNew = !present.some((other) => other.name === name);
      const models = isNew ? [...present, item] : present.map((other) => (other.name === name ? item : other));
      return {
        updated: context.parameters.write(caller, task, {
          [`models.${side}`]: models,
          ...(iteration === undefined ? {} : { last_iteration: Math.max(task.last_iteration ?? 0, iteration) }),
        }),
      };
    }),
  },
  "tasks.delete_models": {
    fields: {
      task: "string!",
      models: {
        type: "list!",
        items: { type: "object", fields: { name: "string!", type: { type: "string!", enum: ["input", "output"] } } },
        minItems: 1,
      },
    },
    handle: write(({ request, context, caller }) => {
      const task = context.parameters.getEditable(request.task, { force: true });
      const removed = request.models.map(({ name, type }) => `${sideOf(type)}/${name}`);
      const keptOf = (side: "input" | "output") =>
        (task.models?.[side] ?? []).filter(({ name }) => !removed.includes(`${side}/${name}`));
      const kept = { "models.input": keptOf("input"), "models.output": keptOf("output") };
      return { updated: context.parameters.write(caller, task, kept, false) };
    }),
  },
  "tasks.update_tags": {
    fields: { ids: textsField, add_tags: "string[]", remove_tags: "string[]" },
    handle: write(({ request: { ids = [], add_tags, remove_tags }, context, caller }) => {
      for (const id of ids) {
        const task = context.tasks.getForWriting(id);
        const tags = changeTags(task.tags, { add: add_tags, remove: remove_tags });
        context.tasks.patch(task, { tags, ...context.records.change(caller) });
      }
      return { updated: ids.length };
    }),
  },
  "tasks.move": {
    fields: moveFields,
    handle: write(({ request, context, caller }) => {
      const project = context.projects.resolveTarget(caller, request);
      for (const id of request.ids) {
        const task = context.tasks.getForWriting(id);
        const from = task.project;
        context.tasks.patch(task, { project: project ?? undefined, ...context.records.change(caller) });
        context.records.touchProjects(from);
      }
      context.records.touchProjects(project ?? undefined);
      return { project_id: project };
    }),
  },
} satisfies Partial<Routes<"tasks">>;

function sideOf(type: unknown): "input" | "output" {
  if (type === "input" || type === "output") {
    return type;
  }
  throw new ApiFailure(results.validationError, { detail: "type: expected input or output" });
}

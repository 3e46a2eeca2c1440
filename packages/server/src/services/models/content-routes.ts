import { results } from "@clearml-ts/protocol";
import type { ServerContext } from "../../context.ts";
import { ApiFailure } from "../../errors.ts";
import { textsField } from "../../fields/fields.ts";
import { metadataField, metadataItemsField } from "../../fields/record-fields.ts";
import { storedKey } from "../../records/stored-keys.ts";
import { changeTags } from "../../records/tags.ts";
import type { Call, Routes } from "../../routing/routes.ts";
import { write } from "../../routing/write.ts";
import { moveFields } from "../projects/fields.ts";
import { mergeMetadata } from "../queues/store.ts";
import { checkEditedReferences, checkModelProject, checkNewModel, checkNewProject } from "./checks.ts";
import { readModelContent } from "./content.ts";
import { movedAway } from "./list-routes.ts";

const describingFields = { comment: "string", tags: "string[]", system_tags: "string[]" } as const;

const contentFields = {
  ...describingFields,
  framework: "string",
  design: "object",
  labels: "object",
  project: "string",
  parent: "string",
  task: "string",
  metadata: "object",
} as const;

/** Endpoints that write what a model holds. */
export const modelContent = {
  "models.create": {
    fields: {
      ...contentFields,
      metadata: metadataField,
      uri: "string!",
      name: "string!",
      ready: { type: "boolean", null: "kept" },
      public: "boolean",
      ui_cache: "object",
    },
    handle: write(({ request, context, caller }) => {
      checkNewModel(request);
      const content = readModelContent({ ...request });
      if (content.task) {
        context.tasks.getForWriting(content.task);
      }
      checkNewProject(context, content.project || undefined, request.public ? "" : caller.companyId);
      const model = context.models.create(caller, {
        ready: request.ready ?? true,
        ...content,
        name: content.name ?? request.name,
        uri: content.uri ?? request.uri,
        ...(request.public ? { company: "", company_origin: caller.companyId } : {}),
      });
      context.records.touchProjects(model.project);
      return { id: model.id, created: true };
    }),
  },
  "models.edit": {
    fields: {
      ...contentFields,
      model: "string!",
      name: "string",
      uri: "string",
      ready: "boolean",
      iteration: "integer",
    },
    stored: ["comment", "tags", "system_tags", "framework", "design", "labels", "metadata", "ready"],
    references: ["project", "parent"],
    edits: true,
    handle: write(({ request, context, caller }) => {
      const model = context.models.getForWriting(request.model);
      const content = readModelContent({ ...request, created: undefined, ui_cache: undefined });
      checkEditedReferences(context, content);
      raiseIteration(context, caller, content.task ?? model.task, request.iteration);
      if (Object.keys(content).length === 0) {
        return { updated: 0, fields: {} };
      }
      const isMoved = content.uri !== undefined && content.uri !== model.uri;
      const change = context.models.patch(model, caller, { ...content, ...(isMoved ? { ui_cache: {} } : {}) });
      context.records.touchProjects(model.project);
      return change;
    }),
  },
  "models.update": {
    fields: {
      ...describingFields,
      model: "string!",
      name: "string",
      uri: "string",
      project: "string",
      task: "string",
      metadata: "object",
      created: "string",
      ui_cache: "object",
      iteration: "integer",
    },
    stored: ["comment", "tags", "system_tags"],
    edits: true,
    handle: write(({ request, context, caller }) => {
      const model = context.models.getForWriting(request.model);
      const { name, comment, tags, system_tags, project, created, uri, ui_cache, metadata } = request;
      const content = readModelContent({ name, comment, tags, system_tags, project, created, uri, ui_cache, metadata });
      if (request.task !== undefined) {
        context.tasks.getForWriting(request.task);
      }
      // Labels are not among the fields that are updated, but they are looked at.
      const { labels } = { ...request } as Record<string, unknown>;
      readModelContent({ labels });
      checkModelProject(context, content.project || undefined);
      raiseIteration(context, caller, request.task ?? model.task, request.iteration);
      if (Object.keys(content).length === 0) {
        return { updated: 0, fields: {} };
      }
      const change = context.models.patch(model, caller, { ...content });
      context.records.touchProjects(model.project);
      return change;
    }),
  },
  "models.update_for_task": {
    fields: {
      ...describingFields,
      task: "string!",
      uri: "string",
      override_model_id: "string",
      name: "string",
      iteration: "integer",
    },
    handle: write(({ request, context, caller, version }) => {
      if (version.atLeast("2.14")) {
        throw movedAway("models.update_for_task");
      }
      const { uri, override_model_id, iteration } = request;
      const task = context.tasks.getForWriting(request.task);
      if (task.status !== "created" && task.status !== "in_progress") {
        throw new ApiFailure(results.invalidTaskStatus, {
          fields: { expected: ["created", "in_progress"], status: task.status },
        });
      }
      if (Boolean(uri) === Boolean(override_model_id)) {
        throw new ApiFailure(results.missingRequiredFields, {
          detail: "exactly one field is required",
          fields: { fields: ["uri", "override_model_id"] },
        });
      }
      raiseIteration(context, caller, task.id, iteration);
      const last = task.models?.output?.at(-1)?.model;
      const content = readModelContent({
        uri,
        name: request.name,
        comment: request.comment,
        tags: request.tags,
        system_tags: request.system_tags,
      });
      const known = override_model_id
        ? context.models.get(override_model_id)
        : last === undefined
          ? undefined
          : context.records.models.get(last);
      if (known) {
        if (!override_model_id) {
          const change = context.models.patch(context.models.getForWriting(known.id), caller, { ...content });
          return { id: known.id, created: false, ...change };
        }
      }
      const model =
        known ??
        context.models.create(caller, {
          ready: false,
          design: (task.execution?.model_desc as Record<string, unknown> | undefined) ?? {},
          labels: task.execution?.model_labels ?? {},
          ...(task.execution?.framework ? { framework: task.execution.framework } : {}),
          ...(task.project ? { project: task.project } : {}),
          task: task.id,
          ...content,
          name: content.name ?? task.name,
          uri: content.uri ?? "",
        });
      const item = { name: "Output Model", model: model.id, updated: context.records.now() };
      const others = (task.models?.output ?? []).filter(({ name }) => name !== item.name);
      context.tasks.patch(context.tasks.getForWriting(task.id), {
        "models.output": [...others, item],
        ...context.records.change(caller),
      });
      return { id: model.id, created: true };
    }),
  },
  "models.add_or_update_metadata": {
    fields: { model: "string!", metadata: metadataItemsField, replace_metadata: "boolean" },
    handle: write(({ request: { model: id, metadata, replace_metadata = false }, context, caller }) => {
      const model = context.models.getForWriting(id);
      const merged = mergeMetadata(model.metadata, metadata, replace_metadata);
      return { updated: context.models.patch(model, caller, { metadata: merged }).updated };
    }),
  },
  "models.delete_metadata": {
    fields: { model: "string!", keys: textsField },
    handle: write(({ request: { model: id, keys }, context, caller }) => {
      const model = context.models.getForWriting(id);
      const gone = keys.map(storedKey);
      const kept = Object.entries(model.metadata ?? {}).filter(([key]) => !gone.includes(key));
      return { updated: context.models.patch(model, caller, { metadata: Object.fromEntries(kept) }).updated };
    }),
  },
  "models.update_tags": {
    fields: { ids: textsField, add_tags: "string[]", remove_tags: "string[]" },
    handle: write(({ request: { ids = [], add_tags, remove_tags }, context, caller }) => {
      for (const id of ids) {
        const model = context.models.getForWriting(id);
        context.models.patch(model, caller, { tags: changeTags(model.tags, { add: add_tags, remove: remove_tags }) });
      }
      return { updated: ids.length };
    }),
  },
  "models.move": {
    fields: moveFields,
    handle: write(({ request, context, caller }) => {
      const project = context.projects.resolveTarget(caller, request);
      for (const id of request.ids) {
        const model = context.models.getForWriting(id);
        const from = model.project;
        context.models.patch(model, caller, { project: project ?? undefined });
        context.records.touchProjects(from);
      }
      context.records.touchProjects(project ?? undefined);
      return { project_id: project };
    }),
  },
} satisfies Partial<Routes<"models">>;

/** A model that was saved at an iteration says how far its task has come. */
function raiseIteration(
  context: ServerContext,
  caller: Call<"models.edit">["caller"],
  id: string | undefined,
  iteration: number | undefined,
): void {
  const task = id === undefined || iteration === undefined ? undefined : context.records.tasks.getHead(id);
  if (!task || iteration === undefined) {
    return;
  }
  context.tasks.patch(task, {
    last_iteration: Math.max(task.last_iteration ?? 0, iteration),
    last_update: context.records.now(),
    ...context.records.change(caller),
  });
}

import { results, type TaskRecord } from "@clearml-ts/protocol";
import type { ServerContext } from "../../../context.ts";
import { ApiFailure } from "../../../errors.ts";
import type { Document } from "../../../query/document-path.ts";
import type { Call, Routes } from "../../../routing/routes.ts";
import { write } from "../../../routing/write.ts";
import { textOf } from "../../../values/text-of.ts";
import { shownTask } from "../lists/list-tasks.ts";
import { checkReferences, DELETED_PREFIX, storedReferences } from "./checks.ts";
import { type CloneOverrides, cloneContent, givenModels } from "./clone.ts";
import { upgradeTaskRequest } from "./compatibility.ts";
import { mergeTaskContent, readTaskContent, type TaskContent } from "./content.ts";
import { cloneFields, createFields, editFields, referenceFields, storedFields } from "./content-fields.ts";
import { moveLegacyParameters } from "./legacy-parameters.ts";

/** Edits of nothing else leave `last_update` where it is. */
const USER_FIELDS: readonly string[] = [
  ...["name", "status_message", "comment", "created", "project", "tags", "system_tags"],
];

/** Endpoints that write what a task holds. */
export const taskContent = {
  "tasks.create": {
    fields: createFields,
    stored: storedFields,
    references: referenceFields,
    handle: write((call) => {
      const task = call.context.tasks.create(call.caller, newContent(call));
      // Only our own clients name their calls: they would read the record with their next one.
      return { id: task.id, ...(call.identity !== undefined && { task: shownTask(task, call.version) }) };
    }),
  },
  "tasks.validate": {
    fields: createFields,
    stored: storedFields,
    references: referenceFields,
    handle: (call) => {
      const { parent, ...content } = newContent(call);
      checkReferences(call.context.records, {
        ...content,
        ...(parent !== undefined && !parent.startsWith(DELETED_PREFIX) && { parent }),
      });
      return {};
    },
  },
  "tasks.clone": {
    fields: cloneFields,
    handle: write(({ request, context, caller }) => {
      const source = context.tasks.get(request.task);
      const made =
        request.new_project_name && !request.new_task_project
          ? context.projects.findOrCreate(caller, request.new_project_name)
          : undefined;
      const overrides = {
        name: request.new_task_name,
        comment: request.new_task_comment,
        parent: request.new_task_parent,
        project: made?.id ?? request.new_task_project,
        tags: request.new_task_tags,
        systemTags: request.new_task_system_tags,
        hyperparams: request.new_task_hyperparams as Document | undefined,
        configuration: request.new_task_configuration as Document | undefined,
        container: request.new_task_container as Document | undefined,
        execution: request.execution_overrides as Document | undefined,
        inputModels: request.new_task_input_models,
      };
      const task = context.tasks.build(caller, cloneContent(source, overrides, context.records.now()));
      checkReferences(context.records, referencesToCheck(task, request, overrides), storedReferences);
      if (request.new_task_input_models?.some(({ name }) => name === undefined)) {
        throw new ApiFailure(results.dataValidationError, { detail: "new_task_input_models: name: field is required" });
      }
      context.tasks.insert(task);
      return { id: task.id, ...(made ? { new_project: { id: made.id, name: made.name } } : {}) };
    }),
  },
  "tasks.edit": {
    fields: editFields,
    stored: [...storedFields, "type"],
    references: referenceFields,
    edits: true,
    handle: write(({ request, context, caller, version }) => {
      const task = context.tasks.getForWriting(request.task);
      if (!request.force && task.status !== "created") {
        throw new ApiFailure(results.invalidTaskStatus, { fields: { expected: "created", status: task.status } });
      }
      const edited = upgradeTaskRequest({ ...request }, version);
      const given = readTaskContent(
        moveLegacyParameters(edited, {
          ...(task.hyperparams && { hyperparams: task.hyperparams }),
          ...(request.execution?.model_desc && { configuration: context.tasks.get(task.id).configuration ?? {} }),
        }),
        context.records.now(),
      );
      const content = mergeTaskContent(task, given);
      const names = Object.keys(content);
      if (names.length === 0) {
        return { updated: 0, fields: {} };
      }
      checkReferences(context.records, content);
      const change = context.tasks.patch(task, {
        ...content,
        ...context.records.change(caller),
        ...(names.every((name) => USER_FIELDS.includes(name)) ? {} : { last_update: context.records.now() }),
      });
      context.records.touchProjects(task.project);
      return change;
    }),
  },
  "tasks.update": {
    fields: {
      task: "string!",
      name: "string",
      tags: "string[]",
      system_tags: "string[]",
      comment: "string",
      project: "string",
      status_message: "string",
      output__error: "string",
    },
    stored: ["tags", "system_tags", "comment"],
    references: ["project"],
    edits: true,
    handle: write(({ request, context, caller }) => update({ context, caller }, request.task, { ...request })),
  },
  "tasks.update_batch": write(({ request, context, caller }) => {
    if (request.length === 0) {
      throw new ApiFailure(results.batchContainsNoItems);
    }
    let updated = 0;
    for (const item of request) {
      updated += update({ context, caller }, textOf(item.task), { ...item }).updated;
    }
    return { updated };
  }),
  "tasks.set_requirements": {
    fields: { task: "string!", requirements: "object!" },
    handle: write(({ request, context, caller }) => {
      const task = context.tasks.getForWriting(request.task);
      if (!task.script) {
        throw new ApiFailure(results.missingTaskFields, {
          detail: "Task has no script field",
          fields: { task: task.id },
        });
      }
      const fields = { "script.requirements": request.requirements };
      const change = { ...context.records.change(caller), last_update: context.records.now() };
      return { updated: context.tasks.patch(task, { ...fields, ...change }).updated, fields };
    }),
  },
} satisfies Partial<Routes<"tasks">>;

function newContent(
  call: Call<"tasks.create"> | Call<"tasks.validate">,
): TaskContent & Pick<TaskRecord, "name" | "type"> {
  const { status, ...request } = upgradeTaskRequest({ ...call.request }, call.version);
  const content = readTaskContent(moveLegacyParameters(request), call.context.records.now());
  return { ...content, name: content.name ?? call.request.name, type: call.request.type };
}

/** A copy inherits references that may be stale; only those that the request gave are checked, unless it wants more. */
function referencesToCheck(task: TaskRecord, request: Call<"tasks.clone">["request"], overrides: CloneOverrides) {
  if (request.validate_references) {
    return task;
  }
  return {
    ...(request.new_task_parent && task.parent ? { parent: task.parent } : {}),
    ...(task.project ? { project: task.project } : {}),
    ...(givenModels(overrides) && task.models ? { models: task.models } : {}),
  };
}

function update(
  { context, caller }: { context: ServerContext; caller: Call<"tasks.update">["caller"] },
  id: string,
  request: Document,
): { updated: number; fields?: Record<string, unknown> } {
  const task = context.tasks.getForWriting(id);
  const from = task.project;
  const { name, tags, system_tags, comment, project } = request;
  const content = readTaskContent({ name, tags, system_tags, comment, project }, context.records.now());
  checkReferences(context.records, content);
  const patch = {
    ...content,
    ...(typeof request.status_message === "string" ? { status_message: request.status_message } : {}),
    ...(typeof request.output__error === "string" ? { "output.error": request.output__error } : {}),
  };
  if (Object.keys(patch).length === 0) {
    return { updated: 0, fields: {} };
  }
  const change = context.tasks.patch(task, { ...patch, ...context.records.change(caller) });
  context.records.touchProjects(...new Set([from, task.project]));
  return change;
}

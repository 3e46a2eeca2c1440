import { textsField } from "../../fields/fields.ts";
import { ARCHIVED, changeTags } from "../../records/tags.ts";
import { answerFreedSpace, answerFreedSpaces } from "../../routing/freed-space.ts";
import type { Routes } from "../../routing/routes.ts";
import { runBatch, write } from "../../routing/write.ts";

/** Endpoints that publish, put away and delete models. */
export const modelState = {
  "models.set_ready": {
    fields: { model: "string!", publish_task: "boolean", force_publish_task: "boolean" },
    handle: write(({ request, context, caller }) =>
      context.modelState.publish(caller, request.model, {
        publishTask: request.publish_task,
        forceTask: request.force_publish_task,
      }),
    ),
  },
  "models.publish_many": {
    fields: { ids: textsField, publish_task: "boolean", force_publish_task: "boolean" },
    handle: write(({ request, context, caller }) =>
      runBatch(context, request.ids, (id) => {
        const options = { publishTask: request.publish_task, forceTask: request.force_publish_task };
        const { updated, ...rest } = context.modelState.publish(caller, id, options);
        return { updated: updated > 0, ...rest };
      }),
    ),
  },
  "models.delete": {
    fields: { model: "string!", force: "boolean", delete_external_artifacts: "boolean" },
    handle: answerFreedSpace(({ request, context, caller }) =>
      context.modelState.delete(caller, request.model, {
        force: request.force,
        deleteFiles: request.delete_external_artifacts,
      }),
    ),
  },
  "models.delete_many": {
    fields: { ids: textsField, force: "boolean", delete_external_artifacts: "boolean" },
    handle: answerFreedSpaces(({ request, context, caller }) =>
      runBatch(context, request.ids, (id) =>
        context.modelState.delete(caller, id, { force: request.force, deleteFiles: request.delete_external_artifacts }),
      ),
    ),
  },
  "models.archive_many": {
    fields: { ids: textsField },
    handle: write(({ request, context, caller }) =>
      runBatch(context, request.ids, (id) => {
        const model = context.models.getForWriting(id);
        context.models.patch(model, caller, { system_tags: changeTags(model.system_tags, { add: [ARCHIVED] }) });
        return { archived: true };
      }),
    ),
  },
  "models.unarchive_many": {
    fields: { ids: textsField },
    handle: write(({ request, context, caller }) =>
      runBatch(context, request.ids, (id) => {
        const model = context.models.getForWriting(id);
        context.models.patch(model, caller, { system_tags: changeTags(model.system_tags, { remove: [ARCHIVED] }) });
        return { unarchived: true };
      }),
    ),
  },
  "models.make_public": {
    fields: { ids: textsField },
    handle: write(({ request: { ids = [] }, context, caller }) => ({
      updated: context.visibility.makePublic("models", caller, ids),
    })),
  },
  "models.make_private": {
    fields: { ids: textsField },
    handle: write(({ request: { ids = [] }, context, caller }) => ({
      updated: context.visibility.makePrivate("models", caller, ids),
    })),
  },
} satisfies Partial<Routes<"models">>;

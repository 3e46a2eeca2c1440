import { textsField } from "../../fields/fields.ts";
import type { Routes } from "../../routing/routes.ts";
import { write } from "../../routing/write.ts";

/** Endpoints that give tasks to everybody and take them back. */
export const taskVisibility = {
  "tasks.make_public": {
    fields: { ids: textsField },
    handle: write(({ request: { ids = [] }, context, caller }) => ({
      updated: context.visibility.makePublic("tasks", caller, ids),
    })),
  },
  "tasks.make_private": {
    fields: { ids: textsField },
    handle: write(({ request: { ids = [] }, context, caller }) => ({
      updated: context.visibility.makePrivate("tasks", caller, ids),
    })),
  },
} satisfies Partial<Routes<"tasks">>;

import { textsField } from "../../fields/fields.ts";
import { cleanTags } from "../../records/tags.ts";
import type { Call, Routes } from "../../routing/routes.ts";
import { write } from "../../routing/write.ts";

const content = {
  description: "string",
  tags: "string[]",
  system_tags: "string[]",
  default_output_destination: "string",
} as const;

/** Endpoints that make projects, change and move them. */
export const projectContent = {
  "projects.create": {
    fields: { name: "string!", ...content },
    requires: ["name"],
    stored: ["description", "tags", "system_tags", "default_output_destination"],
    handle: write(({ request, context, caller }) => ({
      id: context.projects.create(caller, request.name, contentOf(request)).id,
    })),
  },
  "projects.update": {
    fields: { project: "string!", name: "string", ...content },
    stored: ["description", "tags", "system_tags", "default_output_destination"],
    edits: true,
    handle: write(({ request, context }) => {
      const given = { ...contentOf(request), ...(request.name === undefined ? {} : { name: request.name }) };
      const { id } = context.projects.getForWriting(request.project);
      return Object.keys(given).length === 0 ? { updated: 0, fields: {} } : context.projects.update(id, given);
    }),
  },
  "projects.move": {
    fields: { project: "string!", new_location: "string" },
    handle: write(({ request, context, caller }) => ({
      moved: context.projects.move(caller, request.project, request.new_location ?? undefined),
    })),
  },
  "projects.make_public": {
    fields: { ids: textsField },
    handle: write(({ request: { ids }, context, caller }) => ({
      updated: context.visibility.makePublic("projects", caller, ids),
    })),
  },
  "projects.make_private": {
    fields: { ids: textsField },
    handle: write(({ request: { ids }, context, caller }) => ({
      updated: context.visibility.makePrivate("projects", caller, ids),
    })),
  },
} satisfies Partial<Routes<"projects">>;

function contentOf(request: Omit<Call<"projects.create">["request"], "name">) {
  const { description, tags, system_tags, default_output_destination } = request;
  return {
    ...(description === undefined ? {} : { description }),
    ...(tags ? { tags: cleanTags(tags) } : {}),
    ...(system_tags ? { system_tags: cleanTags(system_tags) } : {}),
    ...(default_output_destination === undefined
      ? {}
      : { default_output_destination: default_output_destination.trim() }),
  };
}

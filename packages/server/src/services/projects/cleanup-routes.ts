import { answerFreedSpace } from "../../routing/freed-space.ts";
import type { Routes } from "../../routing/routes.ts";
import { write } from "../../routing/write.ts";

/** Endpoints that delete projects and merge them. */
export const projectCleanup = {
  "projects.validate_delete": {
    fields: { project: "string!" },
    handle: ({ request, context }) => ({ ...context.projectCleanup.inventory(request.project) }),
  },
  "projects.delete": {
    fields: {
      project: "string!",
      force: "boolean",
      delete_contents: "boolean",
      delete_external_artifacts: "boolean",
    },
    handle: answerFreedSpace(({ request, context, caller }) =>
      context.projectCleanup.delete(caller, request.project, {
        force: request.force,
        contents: request.delete_contents,
        files: request.delete_external_artifacts,
      }),
    ),
  },
  "projects.merge": {
    fields: { project: "string!", destination_project: "string" },
    handle: write(({ request, context, caller }) =>
      context.projectCleanup.merge(caller, request.project, request.destination_project ?? undefined),
    ),
  },
} satisfies Partial<Routes<"projects">>;

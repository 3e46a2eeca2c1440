import { results } from "@clearml-ts/protocol";
import { where } from "../../database/documents/collection.ts";
import { ApiFailure } from "../../errors.ts";
import { textsField } from "../../fields/fields.ts";
import { answerFreedSpaces } from "../../routing/freed-space.ts";
import type { Routes } from "../../routing/routes.ts";
import { runBatch, write } from "../../routing/write.ts";
import { countsOf } from "../tasks/status/routes.ts";
import { findOrCreatePipeline, pipelineName } from "./project.ts";
import { startPipeline } from "./start.ts";

const target = { new_project_name: "string", new_pipeline_name: "string" } as const;

/** The answers of the `pipelines` service. */
export const pipelineRoutes: Routes<"pipelines"> = {
  "pipelines.start_pipeline": {
    fields: {
      task: "string!",
      queue: "string!",
      args: {
        type: "list",
        items: { type: "object", fields: { name: { type: "string!", minLength: 1 }, value: "string!" } },
      },
      verify_watched_queue: "boolean",
      ...target,
      new_pipeline_version: "string",
    },
    handle: write(({ request, context, caller }) => {
      const { task, queue, args = [], verify_watched_queue, new_project_name, new_pipeline_version: version } = request;
      const source = context.tasks.get(task);
      const project =
        new_project_name === undefined
          ? undefined
          : findOrCreatePipeline(context, caller, pipelineName(source, { ...request, new_project_name }));
      const started = startPipeline(context, caller, {
        source,
        queue,
        args,
        ...(project && { target: { project: project.id, version } }),
      });
      return {
        pipeline: started.task,
        enqueued: true,
        ...(verify_watched_queue ? { queue_watched: context.workers.watches(started.queue) } : {}),
        ...(project && { new_project: { id: project.id, name: project.name } }),
      };
    }),
  },
  "pipelines.check_new_run": {
    fields: { task: "string!", ...target, new_project_name: "string!" },
    handle: ({ request, context }) => {
      const existing = context.projects.findByName(pipelineName(context.tasks.get(request.task), request));
      return existing ? { existing_project: { id: existing.id, name: existing.name } } : {};
    },
  },
  "pipelines.delete_runs": {
    fields: { ids: textsField, project: "string!" },
    handle: answerFreedSpaces(({ request: { ids, project }, context, caller }) => {
      const { tasks } = context.records;
      const runs = tasks.select(["type"], where("project", project)).filter(({ type }) => type === "controller");
      const chosen = runs.map(({ id }) => id).filter((id) => ids.includes(id));
      if (chosen.length === runs.length) {
        throw new ApiFailure(results.cannotRemoveAllRuns, { fields: { project } });
      }
      return runBatch(context, chosen, (task) => {
        const cleanup = context.cleanup.delete(caller, { task, force: true, includeSteps: true });
        return { deleted: true, ...countsOf(cleanup), freed: cleanup.freed };
      });
    }),
  },
};

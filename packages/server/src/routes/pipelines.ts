import { results } from "@clearml-ts/protocol";
import { where } from "../database/collection.ts";
import { ApiFailure } from "../errors.ts";
import { freeingBatch } from "./freeing.ts";
import { startPipeline } from "./pipelines/start-pipeline.ts";
import type { Routes } from "./routes.ts";
import { countsOf } from "./tasks/status.ts";
import { runBatch, write } from "./write.ts";

/** The answers of the `pipelines` service. */
export const pipelineRoutes: Routes<"pipelines"> = {
  "pipelines.start_pipeline": {
    fields: { task: "string!", queue: "string", args: "object[]", verify_watched_queue: "boolean" },
    handle: write(({ request: { task, queue, args = [], verify_watched_queue }, context, caller }) => {
      const started = startPipeline(context, caller, { task, queue, args });
      return {
        pipeline: started.task,
        enqueued: true,
        ...(verify_watched_queue ? { queue_watched: context.workers.watches(started.queue) } : {}),
      };
    }),
  },
  "pipelines.delete_runs": {
    fields: { ids: "string[]!", project: "string!" },
    handle: freeingBatch(({ request: { ids, project }, context, caller }) => {
      const { tasks } = context.records;
      const runs = tasks.select(["type"], where("project", project)).filter(({ type }) => type === "controller");
      const chosen = runs.map(({ id }) => id).filter((id) => ids.includes(id));
      if (chosen.length === runs.length) throw new ApiFailure(results.cannotRemoveAllRuns, { fields: { project } });
      return runBatch(context, chosen, (task) => {
        const cleanup = context.cleanup.delete(caller, { task, force: true, includeSteps: true });
        return { deleted: true, ...countsOf(cleanup), freed: cleanup.freed };
      });
    }),
  },
};

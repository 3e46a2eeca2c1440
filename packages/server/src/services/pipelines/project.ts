import { type RequestOf, results } from "@clearml-ts/protocol";
import type { Caller } from "../../auth/caller.ts";
import type { ServerContext } from "../../context.ts";
import { ApiFailure } from "../../errors.ts";
import type { StoredProject } from "../projects/fields.ts";
import type { StoredTask } from "../tasks/fields.ts";

type NewPipeline = Omit<RequestOf<"pipelines.check_new_run">, "task">;

/** The full name of the hidden project that a pipeline is. @throws {@link ApiFailure} 400/12 for a name that is a path */
export function pipelineName(run: StoredTask, { new_project_name, new_pipeline_name }: NewPipeline): string {
  // Runs after the first are numbered: "nightly #3".
  const name = (new_pipeline_name || run.name.replace(/ #\d+$/, "")).trim();
  if (name.includes("/")) {
    throw new ApiFailure(results.validationError, { detail: `new_pipeline_name: "${name}" must not contain "/"` });
  }
  return `${new_project_name}/.pipelines/${name}`;
}

/** Finds the project of a pipeline, or makes it as the SDKs do. */
export function findOrCreatePipeline({ projects }: ServerContext, caller: Caller, name: string): StoredProject {
  return projects.findOrCreate(caller, name, { system_tags: ["hidden", "pipeline"] });
}

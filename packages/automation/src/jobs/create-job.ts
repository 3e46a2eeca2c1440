import { type ProjectReference, parameterText, type Task } from "@clearml-ts/tasks";
import type { ParameterSample } from "../space/parameter.ts";
import { SearchJob } from "./search-job.ts";

/** Names a job by the name of its base task and the values that it tries. */
export type JobName = (baseTaskName: string, parameters: ParameterSample) => string;

/** Where the jobs of a search come from, and where they go. */
export interface JobOrigin {
  base: Task;
  /** Id of the optimizer's task; undefined where there is none. */
  optimizerId: string | undefined;
  /** The project of the jobs; undefined for that of the base task. */
  project: ProjectReference | undefined;
  name: JobName;
}

/** The tag of jobs and of their optimizer's task. */
export const OPTIMIZATION = "optimization";

/** The name that Python gives to a job. */
export const defaultJobName: JobName = (base, parameters) => `${base}: ${describe(parameters).join(" ")}`;

/** Makes a draft of a job, tagged and described as by `SearchStrategy.helper_create_job` in `clearml/automation/optimization.py`. */
export async function createJob(
  { base, optimizerId, project, name }: JobOrigin,
  parameters: ParameterSample,
): Promise<SearchJob> {
  const opt = optimizerId === undefined ? "opt" : `opt: ${optimizerId}`;
  const task = await base.clone({
    name: name(base.name, parameters),
    comment: describe(parameters).join("\n"),
    tags: [...base.tags, OPTIMIZATION, opt],
    parent: optimizerId ?? base.id,
    ...(project && { project }),
  });
  await task.setParameters(parameters);
  return new SearchJob(task, parameters);
}

function describe(parameters: ParameterSample): string[] {
  return Object.keys(parameters)
    .sort()
    .map((name) => `${name}=${parameterText(parameters[name] ?? null)}`);
}

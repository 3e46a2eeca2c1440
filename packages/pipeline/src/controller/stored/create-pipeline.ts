import type { Connection } from "@clearml-ts/client";
import { type CreateTaskOptions, Task } from "@clearml-ts/tasks";
import { earlierRuns, openPipelineProject } from "../../run/controller/pipeline-project.ts";
import { checkVersion, FIRST_VERSION } from "../../run/controller/pipeline-version.ts";
import { nextRunName } from "../../run/controller/run-name.ts";

/** A pipeline whose controller is any program, and the program: `script`, `repository` or `bundle`. */
export interface CreatePipelineOptions
  extends Pick<CreateTaskOptions, "script" | "repository" | "bundle" | "docker" | "tags" | "parameters"> {
  /** Name of the project that it belongs to. */
  project: string;
  name: string;
  /** @default "1.0.0" */
  version?: string;
}

/**
 * Makes a draft of a pipeline whose controller is any program.
 *
 * @throws {@link PipelineDefinitionError} when the version cannot be one.
 */
export async function createPipeline(
  { version = FIRST_VERSION, ...options }: CreatePipelineOptions,
  connection: Connection,
): Promise<Task> {
  checkVersion(version);
  const { name } = options;
  const project = await openPipelineProject(connection, options);
  const earlier = await earlierRuns(connection, { name, projectId: project.id });
  const runName = nextRunName(
    name,
    earlier.map((run) => run.name),
  );
  const task = await Task.create(
    { ...options, project, name: runName, type: "controller", systemTags: ["pipeline"] },
    { connection },
  );
  await task.setUserProperties({ version });
  return task;
}

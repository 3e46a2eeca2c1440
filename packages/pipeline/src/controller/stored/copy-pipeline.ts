import { Task } from "@clearml-ts/tasks";
import { openPipelineProject } from "../../run/controller/pipeline-project.ts";

/** The properties in which a copy of a pipeline differs. */
export interface ClonePipelineOptions {
  /** Name of the copy, and of the hidden project that it is put in. @default that of the pipeline, in its project */
  name?: string;
  /** Description of the copy. @default that of the pipeline */
  comment?: string;
  /** Id of the task that the copy comes from. @default the parent of the pipeline */
  parent?: string;
  /** Name of the project that the copy belongs to. @default that of the pipeline */
  project?: string;
  /** @default that of the pipeline */
  version?: string;
}

/** The hidden project of a pipeline, below the one that it belongs to. */
const PLACE = /\/?\.pipelines\/[^/]*$/;

/** Makes a draft of a pipeline. */
export async function copyPipeline(
  source: Task,
  { name, comment, parent, project, version }: ClonePipelineOptions,
): Promise<Task> {
  const { connection } = source;
  const place = { name: name ?? source.name, project: project ?? source.project.name.replace(PLACE, "") };
  const moved = name === undefined && project === undefined ? undefined : await openPipelineProject(connection, place);
  const { id } = await connection.services.tasks.clone({
    task: source.id,
    ...(name !== undefined && { new_task_name: name }),
    ...(comment !== undefined && { new_task_comment: comment }),
    ...(parent !== undefined && { new_task_parent: parent }),
    ...(moved && { new_task_project: moved.id }),
  });
  const copy = await Task.get({ id }, { connection });
  if (version !== undefined) {
    await copy.setUserProperties({ version });
  }
  return copy;
}

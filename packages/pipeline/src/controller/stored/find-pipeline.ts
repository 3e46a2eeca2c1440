import type { Connection } from "@clearml-ts/client";
import { escapePattern } from "@clearml-ts/protocol";
import { findProject, Task } from "@clearml-ts/tasks";
import { PipelineNotFoundError } from "../errors.ts";
import { highestVersion } from "./highest-version.ts";

/** Names a pipeline by the id of its task, or by its project and name. */
export type PipelineLookup =
  | { pipelineId: string }
  | {
      /** Name of the project that it belongs to. */
      pipelineProject: string;
      pipelineName: string;
      /** @default the highest one */
      pipelineVersion?: string;
      /** All of these. */
      pipelineTags?: readonly string[];
    };

/**
 * Loads the task of a pipeline: of several runs of one name, that of the highest version, and of these the one updated last.
 *
 * @throws {@link PipelineNotFoundError} when there is none.
 * @throws {@link TaskNotFoundError} when there is no task of the id.
 */
export async function findPipelineTask(lookup: PipelineLookup, connection: Connection): Promise<Task> {
  if ("pipelineId" in lookup) {
    return Task.get({ id: lookup.pipelineId }, { connection });
  }
  const { pipelineProject, pipelineName, pipelineVersion, pipelineTags = [] } = lookup;
  const project = `${pipelineProject}/.pipelines/${pipelineName}`;
  const found: Task[] = [];
  // A project that is not there has no pipelines; a query without a project would search all of them.
  if (await findProject(connection, project)) {
    const runs = Task.list(
      {
        project,
        tags: pipelineTags,
        includeHidden: true,
        filter: { name: `^${escapePattern(pipelineName)}( #[0-9]+)*$`, system_tags: ["pipeline"] },
      },
      { connection },
    );
    for await (const task of runs) {
      if (pipelineVersion === undefined || task.record.runtime?.["version"] === pipelineVersion) {
        found.push(task);
      }
    }
  }
  const best = highestVersion(found, ({ record }) => record.runtime?.["version"]);
  if (best === undefined) {
    const version = pipelineVersion === undefined ? "" : ` of version ${pipelineVersion}`;
    throw new PipelineNotFoundError(`"${pipelineName}"${version} in project "${pipelineProject}"`);
  }
  return best;
}

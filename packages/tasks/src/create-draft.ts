import type { Connection } from "@clearml-ts/client";
import type { ScriptRecord } from "@clearml-ts/protocol";
import { creationComment, describeEnvironment } from "./environment.ts";
import { findOrCreateProject } from "./projects.ts";
import type { TaskOptions } from "./task-options.ts";
import { TaskState } from "./task-state.ts";

/** Makes a draft task in a project, which is made if need be. */
export async function createDraft(
  connection: Connection,
  options: TaskOptions,
  script?: ScriptRecord,
): Promise<TaskState> {
  const { name, type = "training", tags, systemTags = ["development"], parent } = options;
  const outputUri = options.outputUri ?? connection.config.defaultOutputUri;
  const [project, environment] = await Promise.all([
    findOrCreateProject(connection, options.project),
    describeEnvironment(),
  ]);
  const { id } = await connection.services.tasks.create({
    name,
    type,
    project: project.id,
    comment: creationComment(environment.who, new Date()),
    system_tags: systemTags,
    ...(script && { script }),
    ...(tags && { tags }),
    ...(parent !== undefined && { parent }),
    ...(outputUri !== undefined && { output_dest: outputUri }),
  });
  return TaskState.load(connection, id);
}

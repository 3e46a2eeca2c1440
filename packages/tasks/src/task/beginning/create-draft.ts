import type { Connection } from "@clearml-ts/client";
import type { RequestOf } from "@clearml-ts/protocol";
import { checkTaskName } from "../../check-name.ts";
import { flattenParameters, parameterItems, withItems } from "../../parameters/hyperparams.ts";
import { checkRuntime } from "../../parameters/plain-parameters.ts";
import { creationComment, describeEnvironment } from "../../program/environment.ts";
import { rememberProjectName } from "../../project-name.ts";
import { findOrCreateProject } from "../../projects.ts";
import { TaskState } from "../../record/task-state.ts";
import { storeProgram } from "../../remote/code/store-program.ts";
import { taskProgram } from "../../remote/code/task-program.ts";
import { containerRecord } from "../../remote/container.ts";
import type { CreateTaskOptions } from "../task-options.ts";

/** Makes a draft task, with all that it begins with, in a project, which is made if need be. */
export async function createDraft(connection: Connection, options: CreateTaskOptions): Promise<TaskState> {
  const { id, task } = await connection.services.tasks.create(await draftContent(connection, options));
  return task ? new TaskState(connection, task) : TaskState.load(connection, id);
}

/** Everything that a draft of these options holds. */
export async function draftContent(
  connection: Connection,
  options: CreateTaskOptions,
): Promise<RequestOf<"tasks.create">> {
  const { name, type = "training", tags, systemTags = ["development"], parent } = options;
  const { parameters, parameterNotes, runtime = {}, docker } = options;
  checkTaskName(name);
  checkRuntime(runtime);
  const outputUri = options.outputUri ?? connection.config.defaultOutputUri;
  // First: a program that cannot be sent must leave nothing behind, not even a project.
  const given = await taskProgram(options);
  const [project, environment] = await Promise.all([
    typeof options.project === "string" ? findOrCreateProject(connection, options.project) : options.project,
    describeEnvironment(),
  ]);
  rememberProjectName(connection, project);
  const program = given && (await storeProgram(connection, project, given));
  return {
    name,
    type,
    project: project.id,
    comment: creationComment(environment.who, new Date()),
    system_tags: systemTags,
    ...(program && { script: program.script }),
    ...(program && program.artifacts.length > 0 && { execution: { artifacts: program.artifacts } }),
    ...(docker !== undefined && {
      container: typeof docker === "string" ? containerRecord(docker) : containerRecord(docker.image, docker),
    }),
    ...(tags && { tags }),
    runtime,
    ...(parameters && {
      hyperparams: withItems({}, parameterItems({}, flattenParameters(parameters), parameterNotes)),
    }),
    ...(parent !== undefined && { parent }),
    ...(outputUri !== undefined && { output_dest: outputUri }),
  };
}

import type { Connection } from "@clearml-ts/client";
import type { ModelRecord } from "@clearml-ts/protocol";
import { recordedAddress } from "@clearml-ts/storage";
import { findOrCreateProject, Task } from "@clearml-ts/tasks";
import { frameworkOfFile } from "../registry/framework.ts";
import { descriptionFields, type ModelDescription } from "../registry/model-description.ts";
import { fetchModel } from "../registry/model-state.ts";
import { PACKAGE } from "../registry/model-view.ts";
import { fileNameOf } from "../registry/weights-url.ts";

/** Weights that are stored somewhere, to be registered as a model that tasks take. */
export interface ImportModelOptions extends ModelDescription {
  /** Address of the weights, or a path of this machine. */
  url: string;
  /** @default "Imported by" and the name of the current task; without one, the file name of the weights */
  name?: string;
  /** Name of the project. @default that of the current task */
  project?: string;
  /** Whether the weights are a zip of several files. @default false */
  isPackage?: boolean;
  /** Publish it as well. @default false */
  publish?: boolean;
}

/** Finds the model that has these weights, the newest one of several; undefined where there is none. */
export async function modelOfUrl(
  { services }: Connection,
  url: string,
  { includeArchived = false }: { includeArchived?: boolean } = {},
): Promise<ModelRecord | undefined> {
  const { models } = await services.models.getAll({
    uri: [recordedAddress(url)],
    ...(!includeArchived && { system_tags: ["-archived"] }),
    order_by: ["-created"],
    page: 0,
    page_size: 1,
  });
  return models[0];
}

/** Returns the model that has these weights, and registers one where there is none. */
export async function importModel(connection: Connection, options: ImportModelOptions): Promise<ModelRecord> {
  const known = await modelOfUrl(connection, options.url);
  if (known) {
    return known;
  }
  const task = Task.current();
  const uri = recordedAddress(options.url);
  const fileName = fileNameOf(uri);
  const { name = task ? `Imported by ${task.name}` : fileName, isPackage = false, publish = false } = options;
  const project =
    options.project === undefined ? task?.project : await findOrCreateProject(connection, options.project);
  const framework = options.framework ?? frameworkOfFile(fileName);
  const { id } = await connection.services.models.create({
    labels: {},
    ...descriptionFields({ ...options, ...(framework && { framework }) }),
    ...(task && { comment: importComment(task, options.comment) }),
    ...(project && { project: project.id }),
    name,
    uri,
    system_tags: isPackage ? [PACKAGE] : [],
    ready: publish,
  });
  return await fetchModel(connection, id);
}

/** The task is named here only: as the maker of the model, it would list it among its outputs. */
function importComment({ id }: Task, comment: string | undefined): string {
  return `Imported by task id: ${id}${comment === undefined ? "" : `\n${comment}`}`;
}

import { randomUUID } from "node:crypto";
import { type Connection, defaultConnection } from "@clearml-ts/client";
import { objectKeyPrefix } from "@clearml-ts/storage";
import {
  type ConnectionOptions,
  findOrCreateProject,
  type LabelEnumeration,
  type ProjectReference,
  Task,
} from "@clearml-ts/tasks";
import { frameworkOfFile } from "../registry/framework.ts";
import { Model } from "../registry/model.ts";
import { descriptionFields } from "../registry/model-description.ts";
import { PACKAGE } from "../registry/model-view.ts";
import { defaultUploadUri } from "./model-folder.ts";
import { OutputModel } from "./output-model.ts";
import type { OutputModelOptions } from "./output-options.ts";
import { entryNameOf, type StoreWeightsOptions, storeWeights, type WeightsSource } from "./store-weights.ts";

/** A model to register, and its weights. */
export interface RegisterModelOptions
  extends Omit<OutputModelOptions, "task" | "project" | "labels" | "comment" | "name">,
    StoreWeightsOptions {
  /** The task that made the model, on which it is listed. @default the current task; without one, no task made it */
  task?: Task;
  /** @default the name of the task; without one, that of the file */
  name?: string;
  /** Number of each class by its name; numbers are unique. @default those of the task */
  labels?: LabelEnumeration;
  /** @default "Created by task id: …", where there is a task */
  comment?: string;
  /** Project to register it in, or its name. @default the project of the task */
  project?: ProjectReference | string;
  /** Path of a file or a folder, several paths, bytes, a stream, or the URL of weights that are stored elsewhere. */
  weights: WeightsSource;
  /** Publish it as well. @default false */
  publish?: boolean;
}

/**
 * Stores weights and registers them as a model, of a task that lists it, by the task's connection, or of none. Takes at most five minutes of calls, and
 * five minutes and a second for each 50 KiB to store the weights.
 *
 * @throws {@link WeightsError} when the weights cannot be read; nothing is registered then.
 */
export async function registerModel(
  { task = Task.current(), project: place, publish = false, ...options }: RegisterModelOptions,
  where: ConnectionOptions = {},
): Promise<Model> {
  const connection = task?.connection ?? where.connection ?? (await defaultConnection());
  return await connection.session.budget("registerModel()").run(async () => {
    const project = await projectOf(connection, place);
    const placed = { ...options, ...(project && { project }) };
    const model = task ? await registerOfTask({ ...placed, task }) : await registerAlone(connection, placed);
    if (publish) {
      await model.publish();
    }
    return model;
  });
}

type Placed = Omit<RegisterModelOptions, "task" | "project" | "publish"> & { project?: ProjectReference };

async function registerOfTask({ weights, targetName, signal, ...options }: Placed & { task: Task }): Promise<Model> {
  return await OutputModel.create(options).updateWeights(weights, {
    ...(targetName !== undefined && { targetName }),
    ...(signal && { signal }),
  });
}

/** A model that no task made has a folder like one of a task. */
async function registerAlone(connection: Connection, options: Placed): Promise<Model> {
  const { project, uploadUri = defaultUploadUri() ?? connection.config.filesServer, weights } = options;
  const place = objectKeyPrefix({
    project: project?.name ?? "",
    projectId: project?.id ?? "",
    taskName: options.name ?? "model",
    taskId: randomUUID().replaceAll("-", ""),
  });
  const stored = await storeWeights(connection.storage, `${uploadUri.replace(/\/+$/, "")}/${place}`, weights, options);
  const framework = options.framework ?? (stored.isPackage ? undefined : frameworkOfFile(stored.fileName));
  const { id } = await connection.services.models.create({
    labels: {},
    ...descriptionFields({ ...options, ...(framework && { framework }) }),
    ...(project && { project: project.id }),
    name: options.name ?? entryNameOf(stored, "model"),
    uri: stored.uri,
    system_tags: stored.isPackage ? [PACKAGE] : [],
    ready: false,
  });
  return await Model.get({ id }, { connection });
}

async function projectOf(
  connection: Connection,
  project: ProjectReference | string | undefined,
): Promise<ProjectReference | undefined> {
  return typeof project === "string" ? await findOrCreateProject(connection, project) : project;
}

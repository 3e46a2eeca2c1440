import { basename } from "node:path";
import type { Connection } from "@clearml-ts/client";
import type { RequestOf } from "@clearml-ts/protocol";
import { sanitizeKeyPart } from "@clearml-ts/storage";
import { toHocon } from "../../parameters/hocon.ts";
import type { ParameterValue } from "../../parameters/parameter-text.ts";
import { OfflineSessionError } from "../errors.ts";
import { listedName, type OfflineModel } from "../session/task-file.ts";
import type { OpenSession } from "./open-session.ts";
import { type FileStore, requireFile } from "./store-files.ts";

/** The task that gets the models of a session. */
export interface ImportModelsOptions {
  connection: Connection;
  task: { id: string; name: string; project: string | undefined };
  files: FileStore;
  /** URL below which models are stored that name no other. */
  destination: string;
  /** Folder of the task's objects below a destination. */
  keyPrefix: string;
  signal: AbortSignal | undefined;
}

/** Registers the models of a session and lists them on the task; the answer gives their new ids by the old ones. */
export async function importModels(session: OpenSession, options: ImportModelsOptions): Promise<Map<string, string>> {
  const { connection, task } = options;
  const { models, tasks } = connection.services;
  const ids = new Map<string, string>();
  for (const model of session.file.offline_output_models) {
    const content = { ...contentOf(model, task), uri: await storeWeights(session, model, options) };
    const known = ids.get(model.id);
    if (known === undefined) {
      const { id } = await models.create({ ...content, ready: false });
      ids.set(model.id, id);
      await tasks.addOrUpdateModel({ task: task.id, model: id, name: listedName(model), type: "output" });
    } else {
      // Python lists a model once for each time that it got weights; the last ones count.
      await models.edit({ ...content, model: known });
    }
  }
  return ids;
}

function contentOf(
  { init, weights, metadata }: OfflineModel,
  task: ImportModelsOptions["task"],
): Omit<RequestOf<"models.create">, "uri"> {
  const { config_text, config_dict, label_enumeration, tags, comment, framework } = init;
  const design = config_text || (config_dict ? toHocon(config_dict as ParameterValue) : undefined);
  return {
    name: init.name || task.name,
    task: task.id,
    ...(task.project !== undefined && { project: task.project }),
    labels: label_enumeration ?? {},
    comment: comment || `Created by task id: ${task.id}`,
    system_tags: weights.is_package === true ? ["package"] : [],
    ...(tags && { tags }),
    ...(framework && { framework }),
    ...(design && { design: { design } }),
    ...(metadata && { metadata }),
  };
}

/** Stores the weights, which lie among the data of the task, as ours do, or in a folder of their own, as Python's. */
async function storeWeights(session: OpenSession, model: OfflineModel, options: ImportModelsOptions): Promise<string> {
  const { weights_filename: file, register_uri: link, target_filename: target } = model.weights;
  if (!file) {
    return link ?? "";
  }
  const path = session.find(file);
  if (path === undefined) {
    throw new OfflineSessionError(session.source, `names weights outside of it: ${JSON.stringify(file)}.`);
  }
  const stored = await options.files.store(file);
  if (stored) {
    return stored.url;
  }
  const { destination, keyPrefix, connection, signal } = options;
  const folder = `${(model.output_uri || destination).replace(/\/+$/, "")}/${keyPrefix}/models`;
  const url = `${folder}/${sanitizeKeyPart(target || basename(path))}`;
  return connection.storage.uploadFile(await requireFile(session, path), url, { signal });
}

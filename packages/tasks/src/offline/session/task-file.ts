import { isPlainObject, type Metadata, pythonJson, type TaskRecord } from "@clearml-ts/protocol";

/** A model that a task made offline, in the words of Python's `OutputModel`, which takes them as they are. */
export interface OfflineModel {
  id: string;
  /** Arguments of the constructor. */
  init: {
    name?: string | null;
    framework?: string | null;
    tags?: string[] | null;
    comment?: string | null;
    config_text?: string | null;
    config_dict?: Record<string, unknown> | null;
    label_enumeration?: Record<string, number> | null;
  };
  /** Arguments of `update_weights()`: a file of the session, or an address elsewhere. */
  weights: {
    weights_filename?: string | null;
    register_uri?: string | null;
    upload_uri?: string | null;
    target_filename?: string | null;
    iteration?: number | null;
    is_package?: boolean | null;
    update_comment?: boolean | null;
  };
  /** Where the weights are to go, unless it is the default. */
  output_uri?: string | null;
  /** Notes; Python writes none, and passes over ours. */
  metadata?: Metadata;
}

/** The file `task.json` of a session: the record of the task, and the things that a server would know besides. */
export interface TaskFile extends Omit<TaskRecord, "status" | "project"> {
  status?: TaskRecord["status"];
  project_name: string;
  /** Path of the session on the machine that made it; addresses inside it begin with it. */
  offline_folder: string;
  offline_output_models: OfflineModel[];
}

/** The record of a task as its session tells it. A project is called by its name, as no server has given it an id. */
export function taskRecord(file: TaskFile): TaskRecord {
  const { project_name, offline_folder: _folder, offline_output_models, status = "created", ...record } = file;
  const output = offline_output_models.map((model) => ({ name: listedName(model), model: model.id }));
  return { ...record, status, project: project_name, models: { ...record.models, output } };
}

/** Puts a record into the file. Models that the task made are in it by themselves. */
export function withRecord(
  file: Pick<TaskFile, "project_name" | "offline_folder" | "offline_output_models">,
  { project = file.project_name, models: { input = [] } = {}, ...record }: TaskRecord,
): TaskFile {
  const { offline_folder, offline_output_models } = file;
  const models = input.length > 0 ? { models: { input } } : {};
  return { ...record, ...models, project_name: project, offline_folder, offline_output_models };
}

/** The name under which a task lists a model that it made: that of the weights, without its ending. */
export function listedName({ init, weights }: OfflineModel): string {
  const path = weights.weights_filename ?? weights.register_uri ?? "";
  const file = path.split(/[?#]/)[0]?.split("/").at(-1) ?? "";
  return file.replace(/\.[^.]*$/, "") || (init.name ?? "");
}

/** Writes the file, as Python does. */
export function encodeTaskFile(file: TaskFile): string {
  return pythonJson(file, { sortKeys: true });
}

/**
 * Reads the file, which came from anywhere. Its parts are those that the server checks, except where paths are made of them.
 *
 * @throws {@link TypeError} when a part is missing or of another kind than it must be; the text says which.
 */
export function decodeTaskFile(text: string): TaskFile {
  const file = jsonOf(text);
  if (!isPlainObject(file)) {
    throw new TypeError("is not a JSON object");
  }
  const { offline_folder = "", project_name, offline_output_models = [], execution = {} } = file;
  requireTexts(file, ["id", "name"], "");
  requireTexts({ offline_folder, ...(project_name !== null && { project_name }) }, ["offline_folder"], "");
  if (!isPlainObject(execution)) {
    throw new TypeError('has an "execution" that is not an object');
  }
  for (const artifact of listOf(execution["artifacts"] ?? [], "execution.artifacts")) {
    requireTexts(artifact, ["key", "type"], "execution.artifacts");
    requireTexts({ uri: "", ...artifact }, ["uri"], "execution.artifacts");
  }
  for (const model of listOf(offline_output_models, "offline_output_models")) {
    if (!isPlainObject(model["init"]) || !isPlainObject(model["weights"])) {
      throw new TypeError('has a model without "init" or "weights"');
    }
    requireTexts(model, ["id"], "offline_output_models");
  }
  return {
    type: "training",
    ...file,
    offline_folder,
    project_name: project_name ?? "",
    offline_output_models,
  } as TaskFile;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new TypeError("is not JSON", { cause });
  }
}

function listOf(value: unknown, name: string): Record<string, unknown>[] {
  if (!Array.isArray(value) || !value.every(isPlainObject)) {
    throw new TypeError(`has a "${name}" that is not a list of objects`);
  }
  return value;
}

function requireTexts(object: Record<string, unknown>, names: readonly string[], place: string): void {
  for (const name of names) {
    if (typeof object[name] !== "string") {
      throw new TypeError(`has no text "${place === "" ? name : `${place}.${name}`}"`);
    }
  }
}

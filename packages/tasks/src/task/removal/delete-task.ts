import type { CallOptions, Connection } from "@clearml-ts/client";
import { LeftoverFilesError } from "../../artifacts/errors.ts";
import { TaskStateError } from "../../record/errors.ts";
import type { TaskState } from "../../record/task-state.ts";
import { isStoredBy, removeFiles } from "../../remove-files.ts";
import { sampleFiles } from "./sample-files.ts";

/** The things that are deleted with a task. */
export interface DeleteTaskOptions {
  /** Delete the artifacts, models and debug samples that it made, with their files. @default true */
  deleteArtifactsAndModels?: boolean;
  /** Keep the models that other tasks work with. @default true */
  skipModelsUsedByOtherTasks?: boolean;
  signal?: AbortSignal;
}

/**
 * Deletes a task with the files that it stored, wherever they are. Files that it only links to stay, and so do published
 * models.
 *
 * @throws {@link TaskStateError} when the task is published.
 * @throws {@link LeftoverFilesError} when files could not be removed; the task is deleted then.
 */
export async function deleteTask(
  task: TaskState,
  {
    deleteArtifactsAndModels: withResults = true,
    skipModelsUsedByOtherTasks: sparesModels = true,
    signal,
  }: DeleteTaskOptions,
): Promise<void> {
  const { connection, id } = task;
  const { services, storage } = connection;
  const { status, execution } = await task.reload();
  if (status === "published") {
    throw new TaskStateError(id, { from: status, action: "delete" });
  }
  const call = signal ? { signal } : {};
  const artifacts = (execution?.artifacts ?? []).filter(({ mode }) => mode !== "input").map(({ uri }) => uri);
  const files = withResults ? [...artifacts, ...(await sampleFiles(connection, id, call))] : [];
  const models = withResults ? await draftModels(connection, id, call) : new Map<string, string | undefined>();

  const cleanup = { delete_output_models: withResults, delete_external_artifacts: withResults };
  await services.tasks.delete({ task: id, force: true, ...cleanup }, call);

  // The server keeps the models that other tasks work with.
  for (const kept of await existingModels(connection, [...models.keys()], call)) {
    if (sparesModels) {
      models.delete(kept);
    } else {
      await services.models.delete({ model: kept, force: true }, call);
    }
  }
  const urls = [...files, ...models.values()].filter((url) => isStoredBy(id, url));
  const leftovers = await removeFiles(storage, urls, { signal });
  if (leftovers.length > 0) {
    throw new LeftoverFilesError(id, leftovers);
  }
}

/** The models that a task made and nobody published, by id, with the addresses of their weights. */
async function draftModels(
  { lists }: Connection,
  taskId: string,
  call: CallOptions,
): Promise<Map<string, string | undefined>> {
  const query = { task: [taskId], only_fields: ["id", "uri", "ready"], order_by: ["created"], search_hidden: true };
  const found = new Map<string, string | undefined>();
  for await (const { id, uri, ready } of lists.models.getAll(query, call)) {
    if (!ready) {
      found.set(id, uri);
    }
  }
  return found;
}

/** Those of some models that are still there. */
async function existingModels({ services }: Connection, ids: readonly string[], call: CallOptions): Promise<string[]> {
  const found: string[] = [];
  for (let start = 0; start < ids.length; start += 500) {
    const id = ids.slice(start, start + 500);
    const { models } = await services.models.getAll({ id, only_fields: ["id"], search_hidden: true }, call);
    found.push(...models.map((model) => model.id));
  }
  return found;
}

import type { TaskState } from "../record/task-state.ts";
import { isStoredBy, removeFiles } from "../remove-files.ts";
import { ArtifactError, LeftoverFilesError } from "./errors.ts";

/** Whether the file of an artifact is deleted with it. */
export interface DeleteArtifactsOptions {
  /** Remove the file too, unless the artifact is a link. @default true */
  deleteFromStorage?: boolean;
  signal?: AbortSignal;
}

/**
 * Deletes artifacts that a task made, by name.
 *
 * @throws {@link ArtifactError} when the task has made none of one of these names; nothing is deleted then.
 * @throws {@link LeftoverFilesError} when a file could not be removed; the artifacts are off the task then.
 */
export async function deleteArtifacts(
  task: TaskState,
  names: readonly string[],
  { deleteFromStorage = true, signal }: DeleteArtifactsOptions = {},
): Promise<void> {
  const { execution } = await task.reload();
  const made = (execution?.artifacts ?? []).filter(({ mode }) => mode !== "input");
  const records = names.map((name) => {
    const record = made.find(({ key }) => key === name);
    if (!record) {
      throw new ArtifactError(name, `cannot be deleted: task ${task.id} has made none of this name.`);
    }
    return record;
  });
  if (records.length === 0) {
    return;
  }
  const { services, storage } = task.connection;
  const artifacts = records.map(({ key }) => ({ key, mode: "output" as const }));
  await task.attempt("delete artifacts of", () =>
    services.tasks.deleteArtifacts({ task: task.id, artifacts, force: true }, signal ? { signal } : {}),
  );
  const urls = deleteFromStorage ? records.map(({ uri }) => uri).filter((uri) => isStoredBy(task.id, uri)) : [];
  const leftovers = await removeFiles(storage, urls, { signal });
  if (leftovers.length > 0) {
    throw new LeftoverFilesError(task.id, leftovers);
  }
}

import type { TaskState } from "../record/task-state.ts";
import { Artifact } from "./artifact.ts";
import { artifactBody } from "./artifact-body.ts";
import type { ArtifactValue } from "./artifact-value.ts";
import { storeArtifact } from "./store-artifact.ts";

/** Options of storing an artifact. */
export interface UploadArtifactOptions {
  /** Notes shown beside the artifact; values become texts. */
  metadata?: Record<string, unknown>;
  /** Text to show instead of the one made from the content. */
  preview?: string;
  /** File name extension for texts and bytes, such as `.md`. @default ".txt" and ".bin" */
  extension?: string;
  signal?: AbortSignal;
}

/** How an artifact is stored, and where. */
export interface AddArtifactOptions extends UploadArtifactOptions {
  /** URL of the task's folder, not yet quoted. */
  folder: string;
}

/**
 * Stores a value and lists it among the artifacts of a task.
 *
 * @throws {@link ArtifactError} when the value has no stored form.
 * @throws {@link TaskStateError} when the task is over.
 */
export async function addArtifact(
  task: TaskState,
  name: string,
  value: ArtifactValue,
  { folder, metadata, preview, extension, signal }: AddArtifactOptions,
): Promise<Artifact> {
  const { storage, services } = task.connection;
  const body = await artifactBody(name, value, extension === undefined ? {} : { extension });
  try {
    const record = await storeArtifact(name, body, {
      storage,
      folder,
      now: new Date(),
      ...(metadata && { metadata }),
      ...(preview !== undefined && { preview }),
      ...(signal && { signal }),
    });
    await task.attempt(`add artifact "${name}" to`, () =>
      services.tasks.addOrUpdateArtifacts({ task: task.id, artifacts: [record], force: true }),
    );
    return new Artifact(record, storage);
  } finally {
    await body.discard();
  }
}

import { basename } from "node:path";
import type { ArtifactRecord } from "@clearml-ts/protocol";
import { sanitizeKeyPart } from "@clearml-ts/storage";
import type { Task } from "@clearml-ts/tasks";

/** A file that becomes an artifact of a version. */
export interface StoredFile {
  /** Name of the artifact. */
  name: string;
  /** The file on this machine. */
  path: string;
  /** Bytes of the file. */
  size: number;
  /** Hex sha256 of the file, which was computed when it was written. */
  hash: string;
  /** Kind of object, which tells the Python SDK how to read it. */
  type: "custom" | "dict";
  contentType: string;
  /** Text for people to look at. */
  preview: string;
  /** Notes beside it. */
  notes?: Readonly<Record<string, string>>;
}

/**
 * Stores a file and lists it among the artifacts of a task. It is on the server when this returns, which is what the
 * list of files of a version relies on; artifacts of other tasks may be stored later.
 */
export async function putArtifact(
  task: Task,
  { name, path, size, hash, type, contentType, preview, notes }: StoredFile,
  { signal }: { signal?: AbortSignal | undefined } = {},
): Promise<void> {
  const { storage, services } = task.connection;
  const url = `${task.outputFolder}/artifacts/${sanitizeKeyPart(name)}/${sanitizeKeyPart(basename(path))}`;
  const uri = await storage.uploadFile(path, url, { contentType, signal });
  const record: ArtifactRecord = {
    key: name,
    type,
    uri,
    content_size: size,
    hash,
    timestamp: Math.floor(Date.now() / 1000),
    type_data: { preview, content_type: contentType },
    ...(notes && { display_data: Object.entries(notes) }),
  };
  await services.tasks.addOrUpdateArtifacts({ task: task.id, artifacts: [record], force: true });
  await task.reload();
}

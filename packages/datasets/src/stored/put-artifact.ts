import type { FilePart } from "@clearml-ts/archive";
import type { ArtifactRecord } from "@clearml-ts/protocol";
import { sanitizeKeyPart } from "@clearml-ts/storage";
import type { Task } from "@clearml-ts/tasks";

/** A file that becomes an artifact of a version. */
export interface StoredFile {
  /** Name of the artifact. */
  name: string;
  /** Name of the object in the store. */
  fileName: string;
  /** The file on this machine, or the parts that it is put together from. */
  content: string | readonly FilePart[];
  /** Bytes of the file. */
  size: number;
  /** Returns the hex sha256 of the file, which may be computed while it is sent. */
  hash(): Promise<string>;
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
  { name, fileName, content, size, hash, type, contentType, preview, notes }: StoredFile,
  { signal }: { signal?: AbortSignal | undefined } = {},
): Promise<void> {
  const { storage, services } = task.connection;
  const url = `${task.outputFolder}/artifacts/${sanitizeKeyPart(name)}/${sanitizeKeyPart(fileName)}`;
  const hashing = hash();
  // It is looked at when the file is stored.
  hashing.catch(() => {});
  const uri = await storage.uploadFile(content, url, { contentType, signal });
  const digest = await hashing.catch(async (error: unknown) => {
    // Nothing refers to it.
    await storage.remove(uri).catch(() => {});
    throw error;
  });
  const record: ArtifactRecord = {
    key: name,
    type,
    uri,
    content_size: size,
    hash: digest,
    timestamp: Math.floor(Date.now() / 1000),
    type_data: { preview, content_type: contentType },
    ...(notes && { display_data: Object.entries(notes) }),
  };
  await services.tasks.addOrUpdateArtifacts({ task: task.id, artifacts: [record], force: true });
  await task.reload();
}

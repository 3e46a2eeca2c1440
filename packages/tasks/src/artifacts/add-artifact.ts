import { artifactTurn, type KeptUploads } from "../delivery/kept-uploads.ts";
import { mayPass, PATIENT_RETRIES } from "../delivery/upload-failure.ts";
import type { TaskState } from "../record/task-state.ts";
import { inTurn } from "../record/turns.ts";
import { Artifact } from "./artifact.ts";
import { artifactBody } from "./artifact-body.ts";
import type { ArtifactBody, ArtifactValue } from "./artifact-value.ts";
import { type PreparedArtifact, prepareArtifact, uploadContent } from "./store-artifact.ts";

/** Options of storing an artifact. */
export interface UploadArtifactOptions {
  /** Notes shown beside the artifact; values become texts. */
  metadata?: Record<string, unknown>;
  /** Text to show instead of the one made from the content. */
  preview?: string;
  /** File name extension for texts and bytes, such as `.md`. @default ".txt" and ".bin" */
  extension?: string;
  /**
   * `true` waits until the server has it, and rejects when it is away; `false` returns as soon as it is kept on this disk, and sends it
   * in the background.
   * @default waits while the server answers, and keeps it on this disk when the server is away
   */
  waitOnUpload?: boolean;
  signal?: AbortSignal;
}

/** How an artifact is stored, and where. */
export interface AddArtifactOptions extends UploadArtifactOptions {
  /** URL of the task's folder, not yet quoted. */
  folder: string;
  /** Uploads of the task that wait on this disk. */
  uploads: KeptUploads;
}

/**
 * Stores a value and lists it among the artifacts of a task; or keeps it on this disk, to be sent later.
 *
 * @throws {@link ArtifactError} when the value has no stored form.
 * @throws {@link TaskStateError} when the task is over.
 */
export async function addArtifact(
  task: TaskState,
  name: string,
  value: ArtifactValue,
  { extension, ...options }: AddArtifactOptions,
): Promise<Artifact> {
  const body = await artifactBody(name, value, extension === undefined ? {} : { extension });
  return await addBody(task, name, body, options);
}

/**
 * Stores the content of an artifact and lists it among those of a task; or keeps it on this disk, to be sent later.
 *
 * @throws {@link TaskStateError} when the task is over.
 */
export async function addBody(
  task: TaskState,
  name: string,
  body: ArtifactBody,
  options: Omit<AddArtifactOptions, "extension">,
): Promise<Artifact> {
  try {
    const prepared = await prepareArtifact(name, body, { ...options, now: new Date() });
    await sendOrKeep(task, prepared, options);
    return new Artifact(prepared.record, task.connection.storage);
  } finally {
    await body.discard();
  }
}

async function sendOrKeep(
  task: TaskState,
  prepared: PreparedArtifact,
  { uploads, waitOnUpload, signal }: AddArtifactOptions,
): Promise<void> {
  const { record, content } = prepared;
  const store = () => uploads.store({ ...(content && { content }), news: { kind: "artifact", record } });
  // Whoever lets it wait on the disk is not held up by those that wait there already.
  const keepsAtOnce = waitOnUpload === false || (waitOnUpload === undefined && uploads.pending > 0);
  // A program that is killed between the content and its record must not leave the new one beside the record of the old.
  const kept = keepsAtOnce || isReplaced(task, record.key) ? await store() : undefined;
  if (keepsAtOnce && kept) {
    await uploads.enqueue(kept);
    return;
  }
  try {
    const retries = waitOnUpload ? {} : { retries: PATIENT_RETRIES };
    await inTurn(task.connection, artifactTurn(task.id, record.key), async () => {
      await send(task, prepared, { ...retries, ...(signal && { signal }) });
      await uploads.forget(record.key);
    });
    await kept?.forget();
  } catch (error) {
    const mayWait = !waitOnUpload && !signal?.aborted && mayPass(error);
    const spooled = mayWait ? (kept ?? (await store())) : undefined;
    if (spooled === undefined) {
      await kept?.forget();
      throw error;
    }
    await uploads.enqueue(spooled);
  }
}

function isReplaced({ record: { execution } }: TaskState, name: string): boolean {
  return execution?.artifacts?.some(({ key, mode }) => key === name && mode !== "input") ?? false;
}

async function send(
  task: TaskState,
  { record, content }: PreparedArtifact,
  call: { retries?: number; signal?: AbortSignal },
): Promise<void> {
  const { storage, services } = task.connection;
  if (content) {
    await uploadContent(storage, content, call);
  }
  await task.attempt(`add artifact "${record.key}" to`, () =>
    services.tasks.addOrUpdateArtifacts({ task: task.id, artifacts: [record], force: true }, call),
  );
}

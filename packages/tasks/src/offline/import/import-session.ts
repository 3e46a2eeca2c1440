import type { Connection } from "@clearml-ts/client";
import type { ArtifactRecord } from "@clearml-ts/protocol";
import { objectKeyPrefix } from "@clearml-ts/storage";
import { projectReference } from "../../project-name.ts";
import { TaskState } from "../../record/task-state.ts";
import { createDraft } from "../../task/beginning/create-draft.ts";
import { importChanges } from "../../task/copy/exported-task.ts";
import { TaskLife } from "../../task/life/task-life.ts";
import type { TaskFile } from "../session/task-file.ts";
import { importModels } from "./import-models.ts";
import { importReports } from "./import-reports.ts";
import { OpenSession } from "./open-session.ts";
import { FileStore } from "./store-files.ts";

/** Options of importing the session of a task that ran offline. */
export interface ImportOfflineSessionOptions {
  /** Id of a task that goes on with the session. @default a new task */
  previousTaskId?: string;
  /** Added to the iterations of all reports, so that those of the previous task stay. @default 0 */
  iterationOffset?: number;
  signal?: AbortSignal;
}

/**
 * Brings a session to the server: the task with its code and parameters, its artifacts and models, and all that it reported. The
 * answer is the id of the task. An import that fails half-way leaves a task that has failed, and says why.
 */
export async function importSession(
  connection: Connection,
  source: string,
  { previousTaskId, iterationOffset = 0, signal }: ImportOfflineSessionOptions,
): Promise<string> {
  await using session = await OpenSession.open(source, signal);
  const state = await (previousTaskId === undefined
    ? newTask(connection, session.file)
    : continuedTask(connection, previousTaskId, session.file));
  const life = new TaskLife(state);
  try {
    await moveIn(session, state, { iterationOffset, signal });
    await state.reload();
    await end(life, session.file);
  } catch (error) {
    const message = `The offline session was not imported whole: ${error instanceof Error ? error.message : error}`;
    await life.fail({ reason: message, message, force: true }).catch((problem: unknown) => {
      connection.warn(`Task ${state.id} could not be marked as failed: ${String(problem)}`);
    });
    throw error;
  }
  return state.id;
}

async function newTask(connection: Connection, file: TaskFile): Promise<TaskState> {
  const { name, type, project_name: project } = file;
  const state = await createDraft(connection, { project: project || "Imported offline sessions", name, type });
  await state.edit((record) => importChanges(record, contentOf(file), { update: false }));
  await start(state);
  return state;
}

async function continuedTask(connection: Connection, id: string, file: TaskFile): Promise<TaskState> {
  const state = await TaskState.load(connection, id);
  await start(state);
  await state.edit((record) => importChanges(record, contentOf(file), { update: true }));
  return state;
}

async function start(state: TaskState): Promise<void> {
  await state.move("start", () => state.connection.services.tasks.started({ task: state.id, force: true }));
}

/** Artifacts come when their files are stored. */
function contentOf({ execution: { artifacts: _artifacts, ...execution } = {}, ...file }: TaskFile) {
  return { ...file, execution };
}

async function moveIn(
  session: OpenSession,
  state: TaskState,
  { iterationOffset, signal }: { iterationOffset: number; signal: AbortSignal | undefined },
): Promise<void> {
  const { connection, record, id } = state;
  const from = session.file.id;
  const destination = record.output?.destination || connection.config.filesServer;
  const files = new FileStore(session, { storage: connection.storage, destination, move: { from, to: id }, signal });
  const artifacts = await storedArtifacts(session.file.execution?.artifacts ?? [], files);
  if (artifacts.length > 0) {
    await connection.services.tasks.addOrUpdateArtifacts({ task: id, artifacts, force: true });
  }
  const { name: project } = await projectReference(connection, record.project);
  const keyPrefix = objectKeyPrefix({
    project,
    ...(record.project !== undefined && { projectId: record.project }),
    taskName: record.name,
    taskId: id,
  });
  const task = { id, name: record.name, project: record.project };
  const models = await importModels(session, { connection, task, files, destination, keyPrefix, signal });
  const ids = new Map([...models, [from, id]]);
  await importReports(session, { connection, files, ids, iterationOffset, signal });
}

/** Stores the files of artifacts; those that were stored elsewhere stay there. */
async function storedArtifacts(artifacts: readonly ArtifactRecord[], files: FileStore): Promise<ArtifactRecord[]> {
  const { default: pMap } = await import("p-map");
  return pMap(
    artifacts,
    async (artifact) => {
      const stored = await files.store(artifact.uri ?? "");
      return stored ? { ...artifact, uri: stored.url } : artifact;
    },
    { concurrency: 4 },
  );
}

/** Python does not write down how a task ended offline, and takes each for complete. */
async function end(life: TaskLife, { status, status_reason = "", status_message = "" }: TaskFile): Promise<void> {
  switch (status) {
    case "failed":
      return await life.fail({ reason: status_reason, message: status_message, force: true });
    case "stopped":
      return await life.stop({ force: true, ...(status_message !== "" && { message: status_message }) });
    default:
      return await life.complete({ force: true });
  }
}

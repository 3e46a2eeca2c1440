import type { Connection } from "@clearml-ts/client";
import type { ArtifactRecord } from "@clearml-ts/protocol";
import { objectKeyPrefix } from "@clearml-ts/storage";
import { bytesBody } from "../../artifacts/artifact-value.ts";
import { storeArtifact } from "../../artifacts/store-artifact.ts";
import type { ProjectReference } from "../../project-name.ts";
import type { ProgramBundle } from "../bundle/bundle-program.ts";
import type { ProgramArchive } from "../bundle/zip-program.ts";
import { CODE_ARTIFACT, type ProgramRecord } from "./program-record.ts";

/** Archives that are on their way or have arrived, by connection: tasks of one program share one. */
const stored = new WeakMap<ProgramArchive, WeakMap<Connection, Promise<ArtifactRecord>>>();

/**
 * Stores the files of a program, once, and returns its record. They always go to the file server: the agent's machine
 * reaches it with the keys that it has anyway.
 */
export async function storeProgram(
  connection: Connection,
  project: ProjectReference,
  program: ProgramBundle | ProgramRecord,
): Promise<ProgramRecord> {
  if ("artifacts" in program) {
    return program;
  }
  const { script, archive } = program;
  return { script, artifacts: archive === undefined ? [] : [await storeOnce(connection, project, archive)] };
}

function storeOnce(
  connection: Connection,
  project: ProjectReference,
  archive: ProgramArchive,
): Promise<ArtifactRecord> {
  const byConnection = stored.get(archive) ?? new WeakMap<Connection, Promise<ArtifactRecord>>();
  stored.set(archive, byConnection);
  const known = byConnection.get(connection);
  if (known) {
    return known;
  }
  const upload = storeArchive(connection, project, archive);
  byConnection.set(connection, upload);
  upload.catch(() => byConnection.delete(connection));
  return upload;
}

async function storeArchive(
  { storage, config }: Connection,
  project: ProjectReference,
  { bytes, hash, preview }: ProgramArchive,
): Promise<ArtifactRecord> {
  const about = { type: "archive", contentType: "application/zip", preview };
  // Named by its content, so that the same program takes the same place.
  const place = objectKeyPrefix({ project: project.name, projectId: project.id, taskName: "program", taskId: hash });
  const record = await storeArtifact(CODE_ARTIFACT, bytesBody(about, "code.zip", bytes), {
    storage,
    folder: `${config.filesServer.replace(/\/+$/, "")}/${place}`,
    now: new Date(),
  });
  return { ...record, mode: "input" };
}

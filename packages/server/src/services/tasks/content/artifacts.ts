import { type ArtifactId, type ArtifactRecord, results } from "@clearml-ts/protocol";
import { ApiFailure } from "../../../errors.ts";
import { isDocument } from "../../../query/document-path.ts";

/** Reads a list of artifacts into the form in which a task stores them. @throws {@link ApiFailure} 400/12 */
export function normalizeArtifacts(value: unknown): ArtifactRecord[] {
  if (!Array.isArray(value)) {
    throw new ApiFailure(results.validationError, { detail: "artifacts: expected a list" });
  }
  return upsertArtifacts([], value.map(readArtifact));
}

/** Adds artifacts, in place of those with the same key and mode. */
export function upsertArtifacts(
  present: readonly ArtifactRecord[] | undefined,
  added: readonly ArtifactRecord[],
): ArtifactRecord[] {
  const byId = new Map((present ?? []).map((artifact) => [identityOf(artifact), artifact]));
  for (const artifact of added) {
    byId.set(identityOf(artifact), artifact);
  }
  return [...byId.values()].sort((left, right) => (left.key < right.key ? -1 : left.key > right.key ? 1 : 0));
}

/** Removes artifacts by key and mode. */
export function removeArtifacts(
  present: readonly ArtifactRecord[] | undefined,
  removed: readonly ArtifactId[],
): ArtifactRecord[] {
  const ids = new Set(removed.map(identityOf));
  return (present ?? []).filter((artifact) => !ids.has(identityOf(artifact)));
}

/** The artifacts that went into a task: what a reset and a clone keep. */
export function inputArtifacts(present: readonly ArtifactRecord[] | undefined): ArtifactRecord[] {
  return (present ?? []).filter(({ mode }) => mode === "input");
}

/** The addresses of what a task made. */
export function outputUris(present: readonly ArtifactRecord[] | undefined): string[] {
  return (present ?? []).flatMap(({ mode, uri }) => (mode !== "input" && uri ? [uri] : []));
}

function identityOf({ key, mode = "output" }: ArtifactId): string {
  return `${mode}/${key}`;
}

function readArtifact(value: unknown): ArtifactRecord {
  if (!isDocument(value) || typeof value.key !== "string" || typeof value.type !== "string") {
    throw new ApiFailure(results.validationError, { detail: "artifacts: each needs a key and a type" });
  }
  if (value.mode !== undefined && value.mode !== null && value.mode !== "input" && value.mode !== "output") {
    throw new ApiFailure(results.validationError, { detail: "artifacts: mode is input or output" });
  }
  const given = Object.fromEntries(Object.entries(value).filter(([, item]) => item !== null));
  // The web UI compares tasks by these rows, and shows none of the tasks when one artifact is without.
  return { mode: "output", display_data: [], ...given } as unknown as ArtifactRecord;
}

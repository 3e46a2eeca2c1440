import type { Connection } from "@clearml-ts/client";
import { Task, TaskNotFoundError } from "@clearml-ts/tasks";
import type { DatasetLookup } from "../dataset-options.ts";
import { DatasetNotFoundError } from "../errors.ts";
import type { OpenManifest } from "../manifest/manifest.ts";
import { readManifest } from "../stored/read-manifest.ts";
import { FINAL, findVersion } from "./find-versions.ts";
import { versionRecord } from "./version-records.ts";

/**
 * Loads the task that holds a version, and the manifest of the version.
 *
 * @throws {@link DatasetNotFoundError} when no version fits.
 * @throws {@link DatasetCorruptError} when its list of files cannot be used.
 */
export async function loadVersion(
  connection: Connection,
  lookup: DatasetLookup,
): Promise<{ task: Task; manifest: OpenManifest }> {
  const id = "id" in lookup ? lookup.id : (await findVersion(connection, lookup))?.id;
  if (id === undefined) {
    throw new DatasetNotFoundError(describeLookup(lookup));
  }
  const task = await Task.get({ id }, { connection }).catch((cause: unknown) => {
    throw cause instanceof TaskNotFoundError ? new DatasetNotFoundError(describeLookup(lookup), { cause }) : cause;
  });
  if (!task.systemTags.includes("dataset")) {
    throw new DatasetNotFoundError(`id "${id}" (that is a task of another kind)`);
  }
  const isFinal = FINAL.includes(task.status);
  return { task, manifest: await readManifest(connection, versionRecord(task.record), { isFinal }) };
}

function describeLookup(lookup: DatasetLookup): string {
  if ("id" in lookup) {
    return `id "${lookup.id}"`;
  }
  const { version, tags = [], onlyPublished = false, onlyCompleted = true } = lookup;
  const kind = onlyPublished ? "published version" : onlyCompleted ? "finalized version" : "version";
  const parts = [
    "name" in lookup && `name "${lookup.name}"`,
    version === undefined ? `a ${kind}` : `the ${kind} "${version}"`,
    tags.length > 0 && `the tags ${tags.join(", ")}`,
  ].filter((part) => part !== false);
  return `${parts.join(" and ")}${"project" in lookup ? ` in project "${lookup.project}"` : ""}`;
}

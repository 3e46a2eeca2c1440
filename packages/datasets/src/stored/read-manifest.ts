import { readFile } from "node:fs/promises";
import type { Connection } from "@clearml-ts/client";
import { ContentMismatchError } from "@clearml-ts/storage";
import { DatasetCorruptError } from "../errors.ts";
import type { OpenManifest } from "../manifest/manifest.ts";
import type { VersionRecord } from "../versions/version-records.ts";
import { parseState } from "./state.ts";

/** Name of the artifact that holds the manifest. */
export const STATE = "state";

/**
 * Downloads the manifest of a version.
 *
 * @throws {@link DatasetCorruptError} when there is no manifest, or it cannot be trusted.
 */
export async function readManifest(
  connection: Connection,
  { id, artifacts }: Pick<VersionRecord, "id" | "artifacts">,
  { isFinal }: { isFinal: boolean },
): Promise<OpenManifest> {
  const { uri: url, hash } = artifacts.get(STATE) ?? {};
  if (!url) {
    throw new DatasetCorruptError(id, `it has no artifact "${STATE}", which lists its files.`);
  }
  if (!isFinal) {
    // The state of an open version is stored again and again, and its hash is recorded a moment later.
    return parseState(id, Buffer.from(await connection.storage.read(url)).toString("utf8"));
  }
  const copy = connection.storage.getLocalCopy(url, { context: "datasets", hash: hash || undefined });
  const path = await copy.catch((cause: unknown) => {
    throw cause instanceof ContentMismatchError
      ? new DatasetCorruptError(id, `its list of files at ${url} is not the one that was recorded.`, { cause })
      : cause;
  });
  return parseState(id, await readFile(path, "utf8"));
}

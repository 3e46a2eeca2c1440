import { readFile } from "node:fs/promises";
import type { Connection } from "@clearml-ts/client";
import { DatasetCorruptError } from "../errors.ts";
import type { Manifest } from "../manifest/manifest.ts";
import type { VersionRecord } from "../versions/version-records.ts";
import { parseState } from "./state.ts";

/** Name of the artifact that holds the manifest. */
export const STATE = "state";

/**
 * Downloads what a version consists of.
 *
 * @throws {DatasetCorruptError} when there is no manifest, or none that can be trusted.
 */
export async function readManifest(
  connection: Connection,
  { id, artifacts }: Pick<VersionRecord, "id" | "artifacts">,
  { isFinal }: { isFinal: boolean },
): Promise<Manifest> {
  const url = artifacts.get(STATE)?.uri;
  if (!url) {
    throw new DatasetCorruptError(id, `it has no artifact "${STATE}", which lists its files.`);
  }
  // An open version writes its state again and again under one address, and the cache would keep the first.
  const text = isFinal
    ? await readFile(await connection.storage.getLocalCopy(url, { context: "datasets" }), "utf8")
    : Buffer.from(await connection.storage.read(url)).toString("utf8");
  return parseState(id, text);
}

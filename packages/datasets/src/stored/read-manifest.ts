import { createReadStream } from "node:fs";
import type { Connection } from "@clearml-ts/client";
import { ContentMismatchError } from "@clearml-ts/storage";
import { DatasetCorruptError } from "../errors.ts";
import type { OpenManifest } from "../manifest/manifest.ts";
import type { VersionRecord } from "../versions/version-records.ts";
import { StateReading } from "./state.ts";

/** Name of the artifact that holds the manifest. */
export const STATE = "state";

/** Bytes that are read at one time. */
const PIECE = 1 << 20;

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
    return await readState(id, pieces(await connection.storage.read(url)));
  }
  const copy = connection.storage.getLocalCopy(url, { context: "datasets", hash: hash || undefined });
  const path = await copy.catch((cause: unknown) => {
    throw cause instanceof ContentMismatchError
      ? new DatasetCorruptError(id, `its list of files at ${url} is not the one that was recorded.`, { cause })
      : cause;
  });
  return await readState(id, createReadStream(path, { highWaterMark: PIECE }));
}

async function readState(id: string, content: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<OpenManifest> {
  const reading = new StateReading(id);
  const decoder = new TextDecoder();
  for await (const piece of content) {
    reading.push(decoder.decode(piece, { stream: true }));
  }
  reading.push(decoder.decode());
  return reading.finish();
}

function* pieces(content: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < content.length; at += PIECE) {
    yield content.subarray(at, at + PIECE);
  }
}

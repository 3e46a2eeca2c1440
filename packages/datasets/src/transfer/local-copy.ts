import { randomUUID } from "node:crypto";
import { mkdir, rename, rm, stat, utimes } from "node:fs/promises";
import { availableParallelism } from "node:os";
import type { Connection } from "@clearml-ts/client";
import pMap from "p-map";
import { DatasetCorruptError } from "../errors.ts";
import type { LinkEntry } from "../manifest/entry.ts";
import type { Manifest } from "../manifest/manifest.ts";
import { Assembly } from "./assembly.ts";
import { fetchLinks } from "./fetch-links.ts";
import { copyFolder, fileBelow } from "./local-paths.ts";

/** How to get a copy of a dataset on this machine. */
export interface LocalCopyOptions {
  /** Download it again although a complete copy is in the cache. @default false */
  force?: boolean;
  /**
   * Treatment of files that are links to other stores: their content is fetched, or they are left out.
   * @default "fetch"
   */
  links?: "fetch" | "skip";
  signal?: AbortSignal;
}

const PARALLEL_FILES = Math.max(4, availableParallelism());

/**
 * Returns the folder of the cache that holds all files of a version, fetching them the first time. Every file that is
 * fetched is checked against its hash; the folder appears complete or not at all.
 *
 * @throws {@link DatasetCorruptError} when a stored file is missing, or differs from the one that was added.
 * @throws {@link DatasetLinksError} when the content of a link cannot be fetched.
 */
export async function localCopy(
  connection: Connection,
  { id, manifest }: { id: string; manifest: Manifest },
  { force = false, links = "fetch", signal }: LocalCopyOptions = {},
): Promise<string> {
  const folder = copyFolder(connection.storage, id);
  const linked = links === "fetch" ? [...manifest.links.values()] : [];
  if (!force && (await isComplete(folder, manifest, linked))) {
    await utimes(folder, new Date(), new Date()).catch(() => {});
    return folder;
  }
  const workspace = `${folder}.${randomUUID()}`;
  try {
    await mkdir(workspace, { recursive: true });
    await new Assembly(connection, id, workspace, signal).fill(manifest);
    await fetchLinks(connection.storage, { id, links: linked, folder: workspace }, signal);
    await putInPlace(workspace, folder);
  } catch (error) {
    await rm(workspace, { recursive: true, force: true });
    signal?.throwIfAborted();
    // Another process may have been faster; its copy is as good.
    if (force || error instanceof DatasetCorruptError || !(await isComplete(folder, manifest, linked))) {
      throw error;
    }
  }
  return folder;
}

/**
 * Tells whether a folder has every file in its size, and the content of links in any size: that may change elsewhere.
 * Hashes were checked when the folder was filled.
 */
async function isComplete(folder: string, { files }: Manifest, links: readonly LinkEntry[]): Promise<boolean> {
  if (!(await stat(folder).catch(() => undefined))?.isDirectory()) {
    return false;
  }
  let complete = true;
  await pMap(
    [...files.values(), ...links.map(({ path }) => ({ path, size: undefined }))],
    async ({ path, size }) => {
      if (!complete) {
        return;
      }
      const info = await stat(fileBelow(folder, path)).catch(() => undefined);
      complete &&= info?.isFile() === true && (size === undefined || info.size === size);
    },
    { concurrency: PARALLEL_FILES },
  );
  return complete;
}

/** Replaces a folder; programs that have a file of the old one open keep it. */
async function putInPlace(workspace: string, folder: string): Promise<void> {
  const old = `${folder}.${randomUUID()}`;
  await rename(folder, old).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") {
      throw error;
    }
  });
  await rename(workspace, folder);
  await rm(old, { recursive: true, force: true });
}

import { randomUUID } from "node:crypto";
import { mkdir, rename, rm, stat, utimes } from "node:fs/promises";
import { measureFiles } from "@clearml-ts/archive";
import type { Connection } from "@clearml-ts/client";
import { DatasetCorruptError } from "../../errors.ts";
import type { LinkEntry } from "../../manifest/entry.ts";
import type { Manifest } from "../../manifest/manifest.ts";
import { copyFolder, fileBelow } from "../local-paths.ts";
import { FileCount, type OnProgress, totalsOf } from "../progress.ts";
import { Assembly } from "./assembly.ts";
import type { ChosenFiles } from "./choose-files.ts";
import { fetchLinks } from "./fetch-links.ts";
import type { KeptCopies } from "./kept-copies.ts";

/** How to get a copy of a dataset on this machine. */
export interface LocalCopyOptions {
  /** Only this part of the dataset, counted from 0; whole zips are dealt out. @default all of it */
  part?: number;
  /** How many parts there are. @default one for each zip of the version and its ancestors */
  numParts?: number;
  /** Only the files at these paths. @default all of them */
  files?: readonly string[];
  /** Download it again although a complete copy is in the cache. @default false */
  force?: boolean;
  /**
   * Treatment of files that are links to other stores: their content is fetched, or they are left out.
   * @default "fetch"
   */
  links?: "fetch" | "skip";
  /**
   * Link to the files that copies of ancestors have on this machine instead of copying them. Those copies must stay in the
   * cache as long as this one is used. @default false
   */
  useSoftLinks?: boolean;
  /** Threads that unpack and check files at the same time. @default one a processor, at most 8 */
  maxWorkers?: number;
  onProgress?: OnProgress;
  signal?: AbortSignal;
}

/** The files of a version, or those of them that were chosen. */
export interface CopiedVersion {
  id: string;
  manifest: Pick<Manifest, "files" | "links">;
  /** The choice, where it is not the whole version. */
  chosen?: ChosenFiles | undefined;
  /** Keeps the copy, and others that it links to, from being deleted to make room. */
  kept: KeptCopies;
}

/**
 * Returns the folder of the cache that holds all files of a version, fetching them the first time. Every file that is
 * fetched is checked against its hash; the folder appears complete or not at all.
 *
 * @throws {@link DatasetCorruptError} when a stored file is missing, or differs from the one that was added.
 * @throws {@link DatasetLinksError} when the content of a link cannot be fetched.
 */
export async function localCopy(
  connection: Connection,
  { id, manifest, chosen, kept }: CopiedVersion,
  options: LocalCopyOptions = {},
): Promise<string> {
  const { force = false, links = "fetch", useSoftLinks = false, maxWorkers: threads, onProgress, signal } = options;
  const folder = copyFolder(connection.storage, id) + (chosen?.suffix ?? "");
  const files = [...manifest.files.values()].filter((file) => chosen?.isChosen(file) ?? true);
  const all = links === "fetch" ? [...manifest.links.values()] : [];
  const linked = all.filter((link) => chosen?.isChosen(link) ?? true);
  const isThere = () => isComplete(folder, files, linked, { threads });
  await kept.keep(folder);
  if (!force && (await isThere())) {
    await utimes(folder, new Date(), new Date()).catch(() => {});
    return folder;
  }
  // Programs that want the same copy at the same time, as the processes of a training do, wait for the first of them.
  await using lock = await connection.storage.lockDownload(folder, { signal });
  if (lock.waited && !force && (await isThere())) {
    return folder;
  }
  const workspace = `${folder}.${randomUUID()}`;
  const count = new FileCount("download", totalsOf(files), onProgress);
  try {
    await mkdir(workspace, { recursive: true });
    await new Assembly(connection, id, { workspace, threads, useSoftLinks, kept, count, signal }).fill(files);
    await fetchLinks(connection.storage, { id, links: linked, folder: workspace }, signal);
    await putInPlace(workspace, folder);
  } catch (error) {
    await rm(workspace, { recursive: true, force: true });
    signal?.throwIfAborted();
    // Another process may have been faster; its copy is as good.
    if (force || error instanceof DatasetCorruptError || !(await isThere())) {
      throw error;
    }
  }
  return folder;
}

/**
 * Tells whether a folder has every file in its size, and the content of links in any size: that may change elsewhere.
 * Hashes were checked when the folder was filled.
 */
async function isComplete(
  folder: string,
  files: readonly { path: string; size: number }[],
  links: readonly LinkEntry[],
  options: { threads: number | undefined },
): Promise<boolean> {
  if (!(await stat(folder).catch(() => undefined))?.isDirectory()) {
    return false;
  }
  const paths = [...files, ...links].map(({ path }) => fileBelow(folder, path));
  const sizes = await measureFiles(paths, options);
  return sizes.every((size, index) => size >= 0 && (files[index] === undefined || size === files[index].size));
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

import { randomUUID } from "node:crypto";
import { constants, copyFile, mkdir, rename, rm, stat, utimes } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { dirname, join, sep } from "node:path";
import type { Connection } from "@clearml-ts/client";
import { ArchiveError, extractZip, type Storage, sha256File } from "@clearml-ts/storage";
import pMap from "p-map";
import type { FileEntry } from "./entry.ts";
import { DatasetCorruptError } from "./errors.ts";
import type { Manifest } from "./manifest.ts";
import { fetchVersions, type VersionRecord } from "./version-records.ts";

/** How to get a copy of a dataset on this machine. */
export interface LocalCopyOptions {
  /** Download it again although a complete copy is in the cache. @default false */
  force?: boolean;
  signal?: AbortSignal;
}

/** Zips downloaded and unpacked at the same time. */
const PARALLEL_CHUNKS = 3;
const PARALLEL_FILES = Math.max(4, availableParallelism());

/**
 * Returns the folder of the cache that holds all files of a version, fetching them the first time. Every file that is
 * fetched is checked against its hash; the folder appears complete or not at all.
 *
 * @throws {DatasetCorruptError} when a file is missing in what is stored, or is another one.
 */
export async function localCopy(
  connection: Connection,
  { id, manifest }: { id: string; manifest: Manifest },
  { force = false, signal }: LocalCopyOptions = {},
): Promise<string> {
  const folder = join(connection.storage.cacheFolder("datasets"), `ds_${id}`);
  if (!force && (await isComplete(folder, manifest))) {
    await utimes(folder, new Date(), new Date()).catch(() => {});
    return folder;
  }
  const workspace = `${folder}.${randomUUID()}`;
  try {
    await mkdir(workspace, { recursive: true });
    await new Assembly(connection, id, workspace, signal).fill(manifest);
    await putInPlace(workspace, folder);
  } catch (error) {
    await rm(workspace, { recursive: true, force: true });
    signal?.throwIfAborted();
    // Somebody else may have been quicker; their copy is as good.
    if (force || error instanceof DatasetCorruptError || !(await isComplete(folder, manifest))) throw error;
  }
  return folder;
}

/** Whether a folder has every file in its size. Hashes were checked when it was filled. */
async function isComplete(folder: string, { files }: Manifest): Promise<boolean> {
  if (!(await stat(folder).catch(() => undefined))?.isDirectory()) return false;
  let complete = true;
  await pMap(
    files.values(),
    async ({ path, size }) => {
      if (!complete) return;
      const info = await stat(join(folder, path)).catch(() => undefined);
      complete &&= info?.isFile() === true && info.size === size;
    },
    { concurrency: PARALLEL_FILES },
  );
  return complete;
}

/** Replaces a folder; whoever has a file of the old one open keeps it. */
async function putInPlace(workspace: string, folder: string): Promise<void> {
  const old = `${folder}.${randomUUID()}`;
  await rename(folder, old).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
  });
  await rename(workspace, folder);
  await rm(old, { recursive: true, force: true });
}

/** Files to take out of one zip. */
interface Chunk {
  storedIn: string;
  chunk: string | undefined;
  files: FileEntry[];
}

function chunksOf(files: Iterable<FileEntry>): Chunk[] {
  const chunks = new Map<string, Chunk>();
  for (const file of files) {
    const { storedIn, chunk } = file;
    const key = JSON.stringify([storedIn, chunk]);
    const known = chunks.get(key);
    if (known) known.files.push(file);
    else chunks.set(key, { storedIn, chunk, files: [file] });
  }
  return [...chunks.values()];
}

/** The work of bringing the files of a version together from the zips of all versions that store them. */
class Assembly {
  readonly #storage: Storage;

  constructor(
    readonly connection: Connection,
    readonly id: string,
    readonly workspace: string,
    readonly signal: AbortSignal | undefined,
  ) {
    this.#storage = connection.storage;
  }

  async fill({ files }: Manifest): Promise<void> {
    const missing = await this.#reuse(files.values());
    const chunks = chunksOf(missing);
    const versions = await fetchVersions(
      this.connection,
      chunks.map(({ storedIn }) => storedIn),
    );
    const sources = chunks.map((chunk) => ({ ...chunk, url: this.#chunkUrl(versions.get(chunk.storedIn), chunk) }));
    await pMap(sources, (source) => this.#unpack(source), { concurrency: PARALLEL_CHUNKS, ...this.#call });
  }

  /** Copies what is on this machine already in the copies of ancestors, and returns the rest. */
  async #reuse(files: Iterable<FileEntry>): Promise<FileEntry[]> {
    const copy = async (file: FileEntry): Promise<FileEntry[]> => {
      const source = join(this.#storage.cacheFolder("datasets"), `ds_${file.storedIn}`, file.path);
      const target = join(this.workspace, file.path);
      try {
        if (file.storedIn === this.id || file.hash === undefined) return [file];
        if ((await stat(source)).size !== file.size) return [file];
        await mkdir(dirname(target), { recursive: true });
        await copyFile(source, target, constants.COPYFILE_FICLONE);
        if ((await sha256File(target, this.#call)) === file.hash) return [];
      } catch {
        // Not there, or just evicted: it comes out of its zip.
      }
      this.signal?.throwIfAborted();
      await rm(target, { force: true });
      return [file];
    };
    return (await pMap(files, copy, { concurrency: PARALLEL_FILES, ...this.#call })).flat();
  }

  #chunkUrl(version: VersionRecord | undefined, { storedIn, chunk }: Chunk): string {
    const url = chunk === undefined ? undefined : version?.artifacts.get(chunk)?.uri;
    if (!url) {
      const where = version ? `version ${storedIn} has no artifact "${chunk}"` : `version ${storedIn} was deleted`;
      throw new DatasetCorruptError(this.id, `${where}, which stores some of its files.`);
    }
    return url;
  }

  async #unpack({ url, files }: Chunk & { url: string }): Promise<void> {
    const wanted = new Set(files.map(({ path }) => path));
    const zip = await this.#storage.getLocalCopy(url, { context: "datasets", ...this.#call });
    try {
      const filter = (name: string) => wanted.has(name);
      const names = new Set(await extractZip(zip, this.workspace, { filter, ...this.#call }));
      const absent = files.find(({ path }) => !names.has(path));
      if (absent) {
        throw new DatasetCorruptError(this.id, `${absent.path} is not in ${url}, where it should be.`);
      }
      await pMap(files, (file) => this.#verify(file, url), { concurrency: PARALLEL_FILES, ...this.#call });
    } catch (cause) {
      if (!(cause instanceof ArchiveError)) throw cause;
      throw new DatasetCorruptError(this.id, `${url} cannot be unpacked.`, { cause });
    } finally {
      // What was downloaded is not needed twice; a file that storage could give as it is belongs to somebody else.
      if (zip.startsWith(this.#storage.cacheFolder("datasets") + sep)) {
        await rm(zip, { force: true });
      }
    }
  }

  async #verify({ path, size, hash }: FileEntry, url: string): Promise<void> {
    const target = join(this.workspace, path);
    const info = await stat(target);
    if (info.size !== size) {
      throw new DatasetCorruptError(this.id, `${path} in ${url} has ${info.size} bytes instead of ${size}.`);
    }
    if (hash !== undefined && (await sha256File(target, this.#call)) !== hash) {
      throw new DatasetCorruptError(this.id, `${path} in ${url} is not the file that was added: its hash differs.`);
    }
  }

  get #call(): { signal?: AbortSignal } {
    return this.signal ? { signal: this.signal } : {};
  }
}

import { randomUUID } from "node:crypto";
import { constants, copyFile, mkdir, rm, stat } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { dirname, sep } from "node:path";
import { ArchiveError, extractZip, sha256File } from "@clearml-ts/archive";
import type { Connection } from "@clearml-ts/client";
import type { Storage } from "@clearml-ts/storage";
import pMap from "p-map";
import { DatasetCorruptError } from "../errors.ts";
import type { FileEntry } from "../manifest/entry.ts";
import type { Manifest } from "../manifest/manifest.ts";
import { namesInChunk } from "../stored/names-in-chunk.ts";
import { fetchVersions, type VersionRecord } from "../versions/version-records.ts";
import { copyFolder, fileBelow } from "./local-paths.ts";

/** Zips downloaded and unpacked at the same time. */
const PARALLEL_CHUNKS = 3;
const PARALLEL_FILES = Math.max(4, availableParallelism());

/** Files to take out of one zip. */
interface Chunk {
  storedIn: string;
  chunk: string | undefined;
  files: FileEntry[];
}

/** A zip to take them out of. */
interface Source extends Chunk {
  version: VersionRecord;
  url: string;
}

function chunksOf(files: Iterable<FileEntry>): Chunk[] {
  const chunks = new Map<string, Chunk>();
  for (const file of files) {
    const { storedIn, chunk } = file;
    const key = JSON.stringify([storedIn, chunk]);
    const known = chunks.get(key);
    if (known) {
      known.files.push(file);
    } else {
      chunks.set(key, { storedIn, chunk, files: [file] });
    }
  }
  return [...chunks.values()];
}

/** Bytes that a zip may hold of these files: those that they had when they were added. */
function sizeOf(files: readonly FileEntry[]): number {
  return files.reduce((sum, { size }) => sum + size, 0);
}

/** The work of bringing the files of a version together from the zips of all versions that store them. */
export class Assembly {
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
    const sources = chunks.map((chunk) => this.#source(versions.get(chunk.storedIn), chunk));
    await pMap(sources, (source) => this.#unpack(source), { concurrency: PARALLEL_CHUNKS, ...this.#call });
  }

  /** Copies the files that copies of ancestors have on this machine, and returns the other ones. */
  async #reuse(files: Iterable<FileEntry>): Promise<FileEntry[]> {
    const copy = async (file: FileEntry): Promise<FileEntry[]> => {
      const source = fileBelow(copyFolder(this.#storage, file.storedIn), file.path);
      const target = fileBelow(this.workspace, file.path);
      try {
        if (file.storedIn === this.id || file.hash === undefined) {
          return [file];
        }
        if ((await stat(source)).size !== file.size) {
          return [file];
        }
        await mkdir(dirname(target), { recursive: true });
        await copyFile(source, target, constants.COPYFILE_FICLONE);
        if ((await sha256File(target, this.#call)) === file.hash) {
          return [];
        }
      } catch {
        // Not there, or just evicted: it comes out of its zip.
      }
      this.signal?.throwIfAborted();
      await rm(target, { force: true });
      return [file];
    };
    return (await pMap(files, copy, { concurrency: PARALLEL_FILES, ...this.#call })).flat();
  }

  #source(version: VersionRecord | undefined, chunk: Chunk): Source {
    const url = chunk.chunk === undefined ? undefined : version?.artifacts.get(chunk.chunk)?.uri;
    if (!version || !url) {
      const { storedIn } = chunk;
      const problem = version
        ? `version ${storedIn} has no artifact "${chunk.chunk}"`
        : `version ${storedIn} was deleted`;
      throw new DatasetCorruptError(this.id, `${problem}, which stores some of its files.`);
    }
    return { ...chunk, version, url };
  }

  async #unpack({ url, files, version }: Source): Promise<void> {
    const zip = await this.#storage.getLocalCopy(url, { context: "datasets", ...this.#call });
    try {
      const absent = await this.#extract(zip, files);
      if (absent.length > 0) {
        await this.#extractRenamed(zip, absent, { url, version });
      }
      await pMap(files, (file) => this.#verify(file, url), { concurrency: PARALLEL_FILES, ...this.#call });
    } catch (cause) {
      if (!(cause instanceof ArchiveError)) {
        throw cause;
      }
      throw new DatasetCorruptError(this.id, `${url} cannot be unpacked: ${cause.message}`, { cause });
    } finally {
      // A downloaded zip is not needed again; a file that storage did not have to copy belongs to its owner.
      if (zip.startsWith(this.#storage.cacheFolder("datasets") + sep)) {
        await rm(zip, { force: true });
      }
    }
  }

  /** Takes files out of a zip, and returns those that are not in it. */
  async #extract(zip: string, files: readonly FileEntry[]): Promise<FileEntry[]> {
    const wanted = new Set(files.map(({ path }) => path));
    const filter = (name: string) => wanted.has(name);
    const names = await extractZip(zip, this.workspace, { filter, maxSize: sizeOf(files), ...this.#call });
    for (const name of names) {
      wanted.delete(name);
    }
    return files.filter(({ path }) => wanted.has(path));
  }

  /**
   * Takes files out that were called otherwise when they were stored: after a file is renamed, `sync_folder` of the
   * Python SDK points the new path to the old content.
   */
  async #extractRenamed(
    zip: string,
    files: readonly FileEntry[],
    { url, version }: Pick<Source, "url" | "version">,
  ): Promise<void> {
    const names = await namesInChunk(this.connection, version, files);
    const stored = new Set(names.values());
    const aside = `${this.workspace}.${randomUUID()}`;
    try {
      const found = new Set(
        await extractZip(zip, aside, { filter: (name) => stored.has(name), maxSize: sizeOf(files), ...this.#call }),
      );
      const lost = files.find(({ path }) => !found.has(names.get(path) ?? ""));
      if (lost) {
        throw new DatasetCorruptError(this.id, `${lost.path} is not in ${url}, where it should be.`);
      }
      for (const [path, name] of names) {
        const target = fileBelow(this.workspace, path);
        await mkdir(dirname(target), { recursive: true });
        await copyFile(fileBelow(aside, name), target);
      }
    } finally {
      await rm(aside, { recursive: true, force: true });
    }
  }

  async #verify({ path, size, hash }: FileEntry, url: string): Promise<void> {
    const target = fileBelow(this.workspace, path);
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

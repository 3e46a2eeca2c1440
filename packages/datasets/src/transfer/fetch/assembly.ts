import { randomUUID } from "node:crypto";
import { copyFile, mkdir, rm, symlink } from "node:fs/promises";
import { dirname, sep } from "node:path";
import {
  ArchiveError,
  copyFiles,
  measureFiles,
  type UnpackOptions,
  unpackFiles,
  unpackStream,
  type WantedFile,
} from "@clearml-ts/archive";
import type { Connection } from "@clearml-ts/client";
import type { Storage } from "@clearml-ts/storage";
import pMap from "p-map";
import { DatasetCorruptError } from "../../errors.ts";
import type { FileEntry } from "../../manifest/entry.ts";
import { namesInChunk } from "../../stored/names-in-chunk.ts";
import { fetchVersions, type VersionRecord } from "../../versions/version-records.ts";
import { copyFolder, fileBelow } from "../local-paths.ts";
import type { FileCount } from "../progress.ts";
import type { KeptCopies } from "./kept-copies.ts";

/** Zips fetched at the same time; each is unpacked by all threads. */
const PARALLEL_CHUNKS = 3;

/** How the files of a version are brought together. */
export interface AssemblyOptions {
  /** The folder that they are put into. */
  workspace: string;
  /** Threads that unpack and copy at the same time. @default one a processor, at most 8 */
  threads?: number | undefined;
  /** Link to files of copies of ancestors instead of copying them. */
  useSoftLinks: boolean;
  /** Keeps the copies of ancestors that are linked to. */
  kept: KeptCopies;
  count: FileCount;
  signal: AbortSignal | undefined;
}

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

/** The work of bringing the files of a version together from the zips of all versions that store them. */
export class Assembly {
  readonly #storage: Storage;
  readonly #folders = new Set<string>();

  constructor(
    readonly connection: Connection,
    readonly id: string,
    readonly options: AssemblyOptions,
  ) {
    this.#storage = connection.storage;
  }

  /** Puts files into the workspace. */
  async fill(files: readonly FileEntry[]): Promise<void> {
    const missing = await this.#reuse(files);
    const chunks = chunksOf(missing);
    const versions = await fetchVersions(
      this.connection,
      chunks.map(({ storedIn }) => storedIn),
    );
    const sources = chunks.map((chunk) => this.#source(versions.get(chunk.storedIn), chunk));
    await pMap(sources, (source) => this.#unpack(source), { concurrency: PARALLEL_CHUNKS, ...this.#call });
  }

  /** Copies the files that copies of ancestors have on this machine, or links to them, and returns the other ones. */
  async #reuse(files: readonly FileEntry[]): Promise<FileEntry[]> {
    const missing: FileEntry[] = [];
    const inherited: (FileEntry & { hash: string; source: string; target: string })[] = [];
    for (const entry of files) {
      if (entry.storedIn === this.id || entry.hash === undefined) {
        missing.push(entry);
        continue;
      }
      const source = fileBelow(copyFolder(this.#storage, entry.storedIn), entry.path);
      inherited.push({ ...entry, hash: entry.hash, source, target: fileBelow(this.options.workspace, entry.path) });
    }
    const sizes = await measureFiles(
      inherited.map(({ source }) => source),
      this.#threads,
    );
    const there: typeof inherited = [];
    for (const [index, file] of inherited.entries()) {
      const isThere = sizes[index] === file.size;
      (isThere ? there : missing).push(file);
      if (isThere) {
        await this.#makeFolder(dirname(file.target));
      }
    }
    if (this.options.useSoftLinks) {
      for (const version of new Set(there.map(({ storedIn }) => storedIn))) {
        await this.options.kept.keep(copyFolder(this.#storage, version));
      }
      for (const { source, target, size } of there) {
        // The copy was checked when it was made, and its size just now.
        await symlink(source, target);
        this.options.count.add(size);
      }
      return missing;
    }
    for await (const { file, isCopied } of copyFiles(there, this.#threads)) {
      if (isCopied) {
        this.options.count.add(file.size);
      } else {
        missing.push(file);
      }
    }
    return missing;
  }

  #source(version: VersionRecord | undefined, chunk: Chunk): Source {
    const url = chunk.chunk === undefined ? undefined : version?.artifacts.get(chunk.chunk)?.uri;
    if (!version || !url) {
      const { storedIn, files } = chunk;
      const problem = version
        ? `version ${storedIn} has no artifact "${chunk.chunk}"`
        : `version ${storedIn} was deleted`;
      const example = files[0] === undefined ? "" : `, such as ${files[0].path}`;
      throw new DatasetCorruptError(this.id, `${problem}, which stores some of its files${example}.`);
    }
    return { ...chunk, version, url };
  }

  async #unpack(source: Source): Promise<void> {
    const { url, files } = source;
    const { workspace } = this.options;
    try {
      const absent = new Set(
        await this.#extract(url, new Map(files.map((file) => [file.path, wantedFile(workspace, file)]))),
      );
      if (absent.size > 0) {
        await this.#extractRenamed({ ...source, files: files.filter(({ path }) => absent.has(path)) });
      }
    } catch (cause) {
      if (!(cause instanceof ArchiveError)) {
        throw cause;
      }
      throw new DatasetCorruptError(this.id, `${url} cannot be unpacked: ${cause.message}`, { cause });
    }
  }

  /** Takes files out of a zip, until only those are missing that are not in it, and returns their names. */
  async #extract(url: string, missing: Map<string, WantedFile>): Promise<string[]> {
    const onFile = (name: string, size: number) => {
      missing.delete(name);
      this.options.count.add(size);
    };
    const { threads, signal } = this.options;
    if (isOnThisMachine(url)) {
      return await this.#extractHere(url, missing, { onFile, threads, signal });
    }
    // Its bytes touch the disk only as files, and these are made while more of it comes.
    let isFirst = true;
    const take = async (content: AsyncIterable<Uint8Array>, limited: AbortSignal) => {
      if (!isFirst) {
        // What the last attempt had begun.
        await Promise.all(Array.from(missing.values(), ({ target }) => rm(target, { force: true })));
      }
      isFirst = false;
      const spool = `${this.options.workspace}.${randomUUID()}.zip`;
      return await unpackStream(content, missing, { archive: url, spool, onFile, threads, signal: limited });
    };
    return await this.#storage.streamTo(url, take, this.#call);
  }

  async #extractHere(url: string, wanted: ReadonlyMap<string, WantedFile>, options: UnpackOptions): Promise<string[]> {
    const zip = await this.#storage.getLocalCopy(url, { context: "datasets", ...this.#call });
    try {
      return await unpackFiles(zip, wanted, options);
    } finally {
      // A zip that had to be copied is not needed again; one that storage did not have to copy belongs to its owner.
      if (zip.startsWith(this.#storage.cacheFolder("datasets") + sep)) {
        await rm(zip, { force: true });
      }
    }
  }

  /**
   * Takes files out that were called otherwise when they were stored: after a file is renamed, `sync_folder` of the
   * Python SDK points the new path to the old content, and so does `deduplicate` here.
   */
  async #extractRenamed({ url, files, version }: Source): Promise<void> {
    const names = await namesInChunk(this.connection, version, files);
    const { workspace } = this.options;
    const aside = `${workspace}.${randomUUID()}`;
    try {
      const stored = files.map((file) => ({ ...file, path: names.get(file.path) ?? file.path }));
      const lost = new Set(
        await this.#extract(url, new Map(stored.map((file) => [file.path, wantedFile(aside, file)]))),
      );
      for (const { path } of files) {
        const name = names.get(path);
        if (name === undefined || lost.has(name)) {
          throw new DatasetCorruptError(this.id, `${path} is not in ${url}, where it should be.`);
        }
        const target = fileBelow(workspace, path);
        await this.#makeFolder(dirname(target));
        await copyFile(fileBelow(aside, name), target);
      }
    } finally {
      await rm(aside, { recursive: true, force: true });
    }
  }

  async #makeFolder(folder: string): Promise<void> {
    if (!this.#folders.has(folder)) {
      await mkdir(folder, { recursive: true });
      this.#folders.add(folder);
    }
  }

  get #threads(): { threads: number | undefined; signal: AbortSignal | undefined } {
    return { threads: this.options.threads, signal: this.options.signal };
  }

  get #call(): { signal?: AbortSignal } {
    return this.options.signal ? { signal: this.options.signal } : {};
  }
}

/** Whether an address is that of a file which lies here already. */
function isOnThisMachine(url: string): boolean {
  return /^file:/i.test(url) || !/^[a-z][a-z\d+.-]+:/i.test(url);
}

function wantedFile(folder: string, { path, size, hash }: FileEntry): WantedFile {
  return { target: fileBelow(folder, path), size, hash };
}

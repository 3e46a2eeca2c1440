import { randomUUID } from "node:crypto";
import { copyFile, mkdir, rm } from "node:fs/promises";
import { dirname, sep } from "node:path";
import { ArchiveError, type UnpackOptions, unpackFiles, unpackStream, WantedFiles } from "@clearml-ts/archive";
import type { Connection } from "@clearml-ts/client";
import { ObjectNotFoundError, type Storage } from "@clearml-ts/storage";
import pMap from "p-map";
import { DatasetCorruptError } from "../../errors.ts";
import type { FileEntry } from "../../manifest/entry.ts";
import { namesInChunk } from "../../stored/names-in-chunk.ts";
import { fileBelow } from "../local-paths.ts";
import type { AssemblyOptions } from "./assembly-options.ts";
import { type ChunkSource, exampleOf, findChunks } from "./find-chunks.ts";
import { takeFromCopies } from "./take-from-copies.ts";

/** Zips fetched at the same time; each is unpacked by all threads. */
const PARALLEL_CHUNKS = 3;

/** The work of bringing the files of a version together from the zips of all versions that store them. */
export class Assembly {
  readonly #storage: Storage;

  constructor(
    readonly connection: Connection,
    readonly id: string,
    readonly options: AssemblyOptions,
  ) {
    this.#storage = connection.storage;
  }

  /** Puts files into the workspace. */
  async fill(files: readonly FileEntry[]): Promise<void> {
    const missing = await takeFromCopies(this.#storage, files, { id: this.id, ...this.options });
    const sources = await findChunks(this.connection, this.id, missing);
    await pMap(sources, (source) => this.#unpack(source), { concurrency: PARALLEL_CHUNKS, ...this.#call });
  }

  async #unpack(source: ChunkSource): Promise<void> {
    const { url, files } = source;
    try {
      const absent = await this.#extract(url, new WantedFiles(files, this.options.workspace));
      if (absent.length > 0) {
        // Only they are left in the map.
        await this.#extractRenamed(source);
      }
    } catch (cause) {
      if (cause instanceof ObjectNotFoundError) {
        const problem = `a zip that stores some of its files${exampleOf(source)}, is gone. ${cause.message}`;
        throw new DatasetCorruptError(this.id, problem, { cause });
      }
      if (!(cause instanceof ArchiveError)) {
        throw cause;
      }
      throw new DatasetCorruptError(this.id, `${url} cannot be unpacked: ${cause.message}`, { cause });
    }
  }

  /** Takes files out of a zip, until only those are missing that are not in it, and returns their names. */
  async #extract(url: string, wanted: WantedFiles): Promise<string[]> {
    const onFile = (_: string, size: number) => this.options.count.add(size);
    const { threads, signal } = this.options;
    if (isOnThisMachine(url)) {
      return await this.#extractHere(url, wanted, { onFile, threads, signal });
    }
    // Its bytes touch the disk only as files, and these are made while more of it comes.
    const take = async (content: AsyncIterable<Uint8Array>, limited: AbortSignal) => {
      // Another attempt begins where the last one was cut short.
      await wanted.restart();
      const spool = `${this.options.workspace}.${randomUUID()}.zip`;
      return await unpackStream(content, wanted, { archive: url, spool, onFile, threads, signal: limited });
    };
    return await this.#storage.streamTo(url, take, this.#call);
  }

  async #extractHere(url: string, wanted: WantedFiles, options: UnpackOptions): Promise<string[]> {
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
  async #extractRenamed({ url, files, version }: ChunkSource): Promise<void> {
    const names = await namesInChunk(this.connection, version, [...files.values()]);
    const { workspace } = this.options;
    const aside = `${workspace}.${randomUUID()}`;
    try {
      const stored = Array.from(files.values(), (file) => [names.get(file.path) ?? file.path, file] as const);
      const lost = new Set(await this.#extract(url, new WantedFiles(new Map(stored), aside)));
      for (const path of files.keys()) {
        const name = names.get(path);
        if (name === undefined || lost.has(name)) {
          throw new DatasetCorruptError(this.id, `${path} is not in ${url}, where it should be.`);
        }
        const target = fileBelow(workspace, path);
        await mkdir(dirname(target), { recursive: true });
        await copyFile(fileBelow(aside, name), target);
      }
    } finally {
      await rm(aside, { recursive: true, force: true });
    }
  }

  get #call(): { signal?: AbortSignal } {
    return this.options.signal ? { signal: this.options.signal } : {};
  }
}

/** Whether an address is that of a file which lies here already. */
function isOnThisMachine(url: string): boolean {
  return /^file:/i.test(url) || !/^[a-z][a-z\d+.-]+:/i.test(url);
}

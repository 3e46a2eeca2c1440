import { once } from "node:events";
import type { Stats } from "node:fs";
import { mkdir, open, rename, rm, rmdir, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { PRIVATE_FOLDER } from "../data-folder/private-modes.ts";
import { type ByteRange, FileBody } from "../http/node/file-body.ts";
import { newId } from "../values/ids.ts";
import { resolveFilePath, UPLOADS } from "./file-path.ts";
import { NewFile } from "./upload/new-file.ts";
import { Turns } from "./upload/turns.ts";

/** A file that arrived in full and waits to be put in its place. */
export interface PendingUpload {
  /** Puts it in its place, replacing what is there. */
  commit(): Promise<void>;
  /** Forgets it. */
  discard(): Promise<void>;
}

/** The files of one server: a folder in which a path either holds a complete file or what it held before. */
export class FileStore {
  readonly #root: string;
  /** A folder that is made for a file must not be removed as an empty one before the file is in it. */
  readonly #changes = new Turns();

  constructor(root: string) {
    this.#root = root;
  }

  /** Makes the folder, and removes what interrupted uploads left in it. */
  async prepare(): Promise<void> {
    await rm(join(this.#root, UPLOADS), { recursive: true, force: true });
    await mkdir(join(this.#root, UPLOADS), { recursive: true, mode: PRIVATE_FOLDER });
  }

  /** Whether a path names a place in this store, whatever is there. */
  accepts(path: string): boolean {
    return resolveFilePath(this.#root, path) !== undefined;
  }

  /** Writes a stream to the disk beside its place. */
  async receive(path: string, content: Readable): Promise<PendingUpload> {
    const target = this.#resolve(path);
    const temporary = join(this.#root, UPLOADS, newId());
    const discard = () => rm(temporary, { force: true });
    const file = new NewFile(temporary);
    try {
      // Nothing is awaited before this: a stream that fails while nobody listens would end the process.
      await pipeline(content, file);
    } catch (error) {
      // A stream that is destroyed early still opens its file: what is removed before that would come back.
      if (!file.closed) {
        await once(file, "close").catch(() => {});
      }
      await discard();
      throw error;
    }
    const commit = async () => {
      await this.#changes.run(async () => {
        await mkdir(dirname(target), { recursive: true, mode: PRIVATE_FOLDER });
        await rename(temporary, target);
      });
      await syncFolder(dirname(target));
    };
    return { commit, discard };
  }

  /** Says what a path holds, or `undefined` when it is not a file. */
  async stat(path: string): Promise<Stats | undefined> {
    const place = resolveFilePath(this.#root, path);
    const found = place === undefined ? undefined : await stat(place).catch(() => undefined);
    return found?.isFile() ? found : undefined;
  }

  /** A file, or a part of it, that `stat` has found and that is to be sent. */
  read(path: string, found: Stats, range?: ByteRange): FileBody {
    return new FileBody(this.#resolve(path), found, range);
  }

  /** Removes a file and says whether there was one. */
  async remove(path: string): Promise<boolean> {
    if (!(await this.stat(path))) {
      return false;
    }
    await this.#removePlace(this.#resolve(path));
    return true;
  }

  /** Removes a file, or a folder with all that is in it, and says whether there was one. */
  async removeTree(path: string): Promise<boolean> {
    const place = resolveFilePath(this.#root, path.replace(/\/+$/, ""));
    if (place === undefined || !(await stat(place).catch(() => undefined))) {
      return false;
    }
    await this.#removePlace(place);
    return true;
  }

  #removePlace(place: string): Promise<void> {
    return this.#changes.run(async () => {
      await rm(place, { recursive: true, force: true });
      await this.#removeEmptyFolders(dirname(place));
    });
  }

  /** Removes a folder, and those above it, as far as they hold nothing any more. */
  async #removeEmptyFolders(folder: string): Promise<void> {
    for (let empty = folder; empty !== this.#root; empty = dirname(empty)) {
      const isRemoved = await rmdir(empty).then(
        () => true,
        () => false,
      );
      if (!isRemoved) {
        return;
      }
    }
  }

  #resolve(path: string): string {
    const place = resolveFilePath(this.#root, path);
    if (place === undefined) {
      throw new TypeError(`"${path}" is not a path of the file store: check it with accepts().`);
    }
    return place;
  }
}

/** Makes a rename survive a power cut. Folders cannot be opened everywhere; where they cannot, the system does without. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r").catch(() => undefined);
  try {
    await folder?.sync().catch(() => {});
  } finally {
    await folder?.close();
  }
}

import { stat } from "node:fs/promises";
import type { Storage } from "@clearml-ts/storage";
import { OfflineSessionError } from "../errors.ts";
import type { StoredFile } from "./moved-event.ts";
import type { OpenSession } from "./open-session.ts";
import { keyInStore } from "./session-paths.ts";

/** The place that the files of a session go to. */
export interface FileStoreOptions {
  storage: Storage;
  /** URL below which they are stored. */
  destination: string;
  /** The task that made them, and the one that gets them. */
  move: { from: string; to: string };
  signal: AbortSignal | undefined;
}

/** Stores the files of a session, each once. */
export class FileStore {
  readonly #session: OpenSession;
  readonly #options: FileStoreOptions;
  readonly #stored = new Map<string, Promise<StoredFile>>();

  constructor(session: OpenSession, options: FileStoreOptions) {
    this.#session = session;
    this.#options = options;
  }

  /**
   * Stores the file that an address means, and answers where it is; undefined where the address is not one of the session.
   *
   * @throws {@link OfflineSessionError} when the file is not in the session, or would be one outside it.
   */
  store(address: string): Promise<StoredFile> | undefined {
    const path = this.#session.find(address);
    const key = path === undefined ? undefined : keyInStore(path, this.#options.move);
    if (path === undefined || key === undefined) {
      return undefined;
    }
    const stored = this.#stored.get(path) ?? this.#upload(path, key);
    this.#stored.set(path, stored);
    return stored;
  }

  async #upload(path: string, key: string): Promise<StoredFile> {
    const { storage, destination, signal } = this.#options;
    const local = await requireFile(this.#session, path);
    const url = await storage.uploadFile(local, `${destination.replace(/\/+$/, "")}/${key}`, { signal });
    return { url, key };
  }
}

/** Returns the path of a file of a session on this machine. */
export async function requireFile(session: OpenSession, path: string): Promise<string> {
  const local = session.pathOf(path);
  const found = await stat(local).catch(() => undefined);
  if (!found?.isFile()) {
    throw new OfflineSessionError(session.source, `lacks the file ${path}, which its task names.`, { lostFile: path });
  }
  return local;
}

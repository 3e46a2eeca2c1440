import { createHash } from "node:crypto";
import { mkdirSync, rmdirSync, utimesSync, writeFileSync } from "node:fs";
import { readdir, rename, stat } from "node:fs/promises";
import { join } from "node:path";
import { type Connection, publicAddress } from "@clearml-ts/client";
import { isProcessGone } from "@clearml-ts/storage";
import { EventJournal } from "./event-journal.ts";
import { LEFT_AFTER, ownFolderName, readFolderName, TOUCH_EVERY } from "./journal-owner.ts";
import { UploadSpool } from "./upload-spool.ts";

const PRIVATE_FOLDER = 0o700;

/** The name of a file: which journal of the process, and which file of it. */
const FILE = /^(\d+)\.(\d+)\.journal$/;

/** A folder that a process left, or has. */
export interface FoundFolder {
  path: string;
  /** Number of the process that it belongs to. */
  pid: number;
  /** Whether that process is gone, so that the journals in it are anybody's. */
  isLeft: boolean;
}

/** A folder that another process has left, and that is this one's now. */
export interface ClaimedFolder {
  path: string;
  /** Leaves it to others again, if it is still there. */
  release(): Promise<void>;
}

/** A file of a journal, with its size. */
export interface JournalFile {
  path: string;
  size: number;
}

/** The journals of one process for one account of one server, below the cache folder. */
export class JournalFolder {
  /** Folder of everything that is kept for the account. */
  readonly accountPath: string;
  /** Artifacts and samples of all tasks of this process. */
  readonly uploads: UploadSpool;
  readonly #account: { server: string; user: string };
  readonly #path: string;
  #journals = 0;
  #touching: NodeJS.Timeout | undefined;

  constructor({ cacheDir, server, user }: { cacheDir: string; server: string; user: string }) {
    this.#account = { server, user };
    const key = createHash("sha256").update(`${server}\n${user}`).digest("hex").slice(0, 16);
    this.accountPath = join(journalRoot(cacheDir), key);
    this.#path = join(this.accountPath, ownFolderName());
    this.uploads = new UploadSpool({
      pathOf: (name) => {
        this.#make();
        return join(this.#path, name);
      },
      onEmpty: () => this.#clear(),
    });
  }

  /** Makes an empty journal of a task; nothing is on disk before it holds something. */
  create(task: string): EventJournal {
    const number = this.#journals;
    this.#journals += 1;
    return EventJournal.create({
      task,
      pathOf: (segment) => {
        this.#make();
        return join(this.#path, `${number}.${segment}.journal`);
      },
      onEmpty: () => this.#clear(),
    });
  }

  /** Finds the folders of other processes. */
  async others(now: number): Promise<FoundFolder[]> {
    const names = await readdir(this.accountPath).catch(() => []);
    const found: FoundFolder[] = [];
    for (const name of names) {
      const owner = readFolderName(name);
      const path = join(this.accountPath, name);
      const facts = owner && path !== this.#path && (await stat(path).catch(() => undefined));
      if (owner && facts) {
        found.push({
          path,
          pid: owner.pid,
          isLeft: isProcessGone(owner, { touched: facts.mtimeMs, now, patience: LEFT_AFTER }),
        });
      }
    }
    return found;
  }

  /** Makes a folder that was left this process's own; undefined when another process was faster. */
  async claim({ path }: FoundFolder): Promise<ClaimedFolder | undefined> {
    const own = join(this.accountPath, ownFolderName());
    return (await moved(path, own)) ? { path: own, release: async () => void (await moved(own, path)) } : undefined;
  }

  /** Removes the folder if nothing is left in it. */
  #clear(): void {
    if (this.uploads.isEmpty && removeEmpty(this.#path)) {
      clearInterval(this.#touching);
      this.#touching = undefined;
    }
  }

  #make(): void {
    mkdirSync(this.#path, { recursive: true, mode: PRIVATE_FOLDER });
    writeFileSync(join(this.accountPath, "account.json"), `${JSON.stringify(this.#account)}\n`, { mode: 0o600 });
    this.#touching ??= setInterval(() => touch(this.#path), TOUCH_EVERY).unref();
  }
}

const folders = new WeakMap<Connection, JournalFolder>();

/** The folder of this process for the account that a connection is logged in to. */
export function journalFolder(connection: Connection): JournalFolder {
  const { cacheDir, apiServer } = connection.config;
  const folder =
    folders.get(connection) ??
    new JournalFolder({ cacheDir, server: publicAddress(apiServer), user: connection.session.user.id });
  folders.set(connection, folder);
  return folder;
}

/** Folder of all journals in a cache folder. */
export function journalRoot(cacheDir: string): string {
  return join(cacheDir, "journal");
}

/** Finds the files of each journal in the folder of a process, in order. */
export async function journalsIn(folder: string): Promise<JournalFile[][]> {
  const journals = new Map<number, (JournalFile & { segment: number })[]>();
  for (const name of await readdir(folder)) {
    const [, journal, segment] = FILE.exec(name) ?? [];
    if (segment !== undefined) {
      const path = join(folder, name);
      const { size } = await stat(path);
      const files = journals.get(Number(journal)) ?? [];
      journals.set(Number(journal), [...files, { path, size, segment: Number(segment) }]);
    }
  }
  return [...journals.values()].map((files) => files.sort((a, b) => a.segment - b.segment));
}

/** Removes a folder unless something is in it; tells whether it is gone. */
export function removeEmpty(folder: string): boolean {
  try {
    rmdirSync(folder);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOENT";
  }
}

/** Moves a folder, which no two processes can do; false when it is not there. */
async function moved(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") {
      return false;
    }
    throw error;
  }
}

function touch(path: string): void {
  try {
    utimesSync(path, new Date(), new Date());
  } catch {
    // It is gone: everything has been delivered.
  }
}

import { randomBytes } from "node:crypto";
import { access, chmod, constants, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { holdFile, isHeld } from "../database/file-hold.ts";
import { DataDirError, DataDirInUseError } from "../errors.ts";
import { UPLOADS } from "../files/file-path.ts";
import type { KeyPair } from "../startup/config.ts";
import { describeCause } from "./describe-cause.ts";
import { exists } from "./exists.ts";
import { makeFolder } from "./make-folder.ts";
import { closeToOthers, holdsOnly, isOpenToOthers, PRIVATE_FILE, PRIVATE_FOLDER } from "./private-modes.ts";

/** The names of the parts of a data folder. */
export const dataDirParts = {
  database: "clearml.db",
  files: "files",
  keyPair: "credentials.json",
  lock: "server.lock",
  pid: "server.pid",
} as const;

/** The state of a folder that this process holds. */
interface Hold {
  readonly release: () => void;
  readonly temporary: boolean;
  readonly exposed: readonly string[];
  readonly wasInterrupted: boolean;
}

/** The folder of one server, held by this process until it is closed. */
export class DataDir {
  /** Secrets that others could read before they were closed to them: a database or a key pair. */
  readonly exposed: readonly string[];
  /** Whether whoever held it last was killed, or the machine went down. */
  readonly wasInterrupted: boolean;
  readonly path: string;
  readonly #release: () => void;
  readonly #temporary: boolean;

  private constructor(path: string, { release, temporary, exposed, wasInterrupted }: Hold) {
    this.exposed = exposed;
    this.wasInterrupted = wasInterrupted;
    this.path = path;
    this.#release = release;
    this.#temporary = temporary;
  }

  /**
   * Creates the folder if needed, takes hold of it, and closes it and what is in it to other users.
   *
   * @throws {@link DataDirInUseError} when another server holds it.
   * @throws {@link DataDirError} when it cannot be used.
   */
  static async open(path: string): Promise<DataDir> {
    let exposed: string[];
    try {
      await makeFolder(path, PRIVATE_FOLDER);
      // The database would say the same in numbers.
      await access(path, constants.W_OK | constants.X_OK);
      exposed = closeDataFolder(path);
    } catch (cause) {
      throw new DataDirError(path, describeCause(cause), { cause });
    }
    let release: (() => void) | undefined;
    try {
      release = holdFile(join(path, dataDirParts.lock));
      if (release) {
        const pid = join(path, dataDirParts.pid);
        const wasInterrupted = await exists(pid);
        await writeFile(pid, `${process.pid}\n`, { mode: PRIVATE_FILE });
        return new DataDir(path, { release, temporary: false, exposed, wasInterrupted });
      }
    } catch (cause) {
      release?.();
      throw new DataDirError(path, describeCause(cause), { cause });
    }
    throw new DataDirInUseError(path, await readPid(path));
  }

  /** Makes a folder that is removed again on close; the database stays in memory. */
  static async temporary(): Promise<DataDir> {
    const path = await mkdtemp(join(tmpdir(), "clearml-ts-"));
    return new DataDir(path, { release: () => {}, temporary: true, exposed: [], wasInterrupted: false });
  }

  get databasePath(): string {
    return this.#temporary ? ":memory:" : databasePath(this.path);
  }

  /** Whether there are traces of a server: stored files, a key pair, or the log of a database. */
  async hasRemains(): Promise<boolean> {
    const files = await readdir(this.filesPath).catch(() => []);
    const log = await stat(`${databasePath(this.path)}-wal`).catch(() => undefined);
    return files.some((name) => name !== UPLOADS) || (await exists(this.#keyPairPath)) || (log?.size ?? 0) > 0;
  }

  get filesPath(): string {
    return filesFolder(this.path);
  }

  /** Reads the key pair made on the first start, so that it can be shown again. */
  readKeyPair(): Promise<KeyPair | undefined> {
    return readKeyPair(this.path);
  }

  /** Keeps a key pair where only this user can read it. */
  async writeKeyPair(pair: KeyPair): Promise<void> {
    const temporary = `${this.#keyPairPath}.${randomBytes(4).toString("hex")}`;
    await writeFile(temporary, `${JSON.stringify(pair, null, 2)}\n`, { mode: PRIVATE_FILE, flush: true });
    // The mode above is subject to the umask of the process.
    await chmod(temporary, PRIVATE_FILE);
    await rename(temporary, this.#keyPairPath);
  }

  async close(): Promise<void> {
    if (this.#temporary) {
      await rm(this.path, { recursive: true, force: true });
    } else {
      // Its absence tells the next one that this one came to its end.
      await rm(join(this.path, dataDirParts.pid), { force: true });
    }
    this.#release();
  }

  get #keyPairPath(): string {
    return keyPairPath(this.path);
  }
}

/** The secrets of a data folder: the key pair, and the database with the secret that tokens are signed with. */
const SECRETS: readonly string[] = [
  dataDirParts.keyPair,
  ...["", "-wal", "-shm"].map((suffix) => `${dataDirParts.database}${suffix}`),
];

/**
 * Takes a data folder and what a server keeps in it from everybody but this user.
 *
 * @returns the secrets that others could read until now.
 * @throws {@link Error} of the system when it belongs to another user.
 */
export function closeDataFolder(path: string): string[] {
  const wasOpen = isOpenToOthers(path);
  const exposed = wasOpen ? SECRETS.map((name) => join(path, name)).filter(isOpenToOthers) : [];
  const own = [...SECRETS, ...Object.values(dataDirParts)];
  // A folder that was named by mistake, with other things in it, stays open: what the server makes in it is closed all the same.
  if (wasOpen && holdsOnly(path, (name) => own.includes(name))) {
    closeToOthers(path);
  }
  for (const name of own) {
    closeToOthers(join(path, name));
  }
  return exposed;
}

/** Where the database of a data folder is. */
export function databasePath(dataDir: string): string {
  return join(dataDir, dataDirParts.database);
}

/** Where the stored files of a data folder are. */
export function filesFolder(dataDir: string): string {
  return join(dataDir, dataDirParts.files);
}

/** Where a data folder keeps the key pair made on the first start. */
export function keyPairPath(dataDir: string): string {
  return join(dataDir, dataDirParts.keyPair);
}

/** Reads the key pair that a data folder keeps; `undefined` when it is missing or damaged. */
export async function readKeyPair(dataDir: string): Promise<KeyPair | undefined> {
  try {
    const { accessKey, secretKey } = JSON.parse(await readFile(keyPairPath(dataDir), "utf8"));
    return typeof accessKey === "string" && typeof secretKey === "string" ? { accessKey, secretKey } : undefined;
  } catch {
    // Each call makes a new pair, and the old one stays valid until it is revoked.
    return undefined;
  }
}

/** The process that holds a data folder; `undefined` when nobody does. */
export async function holderOf(dataDir: string): Promise<number | undefined> {
  const lock = join(dataDir, dataDirParts.lock);
  return (await exists(lock)) && isHeld(lock) ? readPid(dataDir) : undefined;
}

async function readPid(dataDir: string): Promise<number> {
  return Number(await readFile(join(dataDir, dataDirParts.pid), "utf8").catch(() => "0"));
}

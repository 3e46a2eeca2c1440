import { randomBytes } from "node:crypto";
import { access, chmod, constants, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { holdFile, isHeld } from "../database/driver.ts";
import { DataDirError, DataDirInUseError } from "../errors.ts";
import type { KeyPair } from "../startup/config.ts";
import { describeCause } from "./describe-cause.ts";
import { exists } from "./exists.ts";
import { makeFolder } from "./make-folder.ts";

/** What is where in a data folder. */
export const dataDirParts = {
  database: "clearml.db",
  files: "files",
  keyPair: "credentials.json",
  lock: "server.lock",
  pid: "server.pid",
} as const;

/** The folder of one server, held by this process until it is closed. */
export class DataDir {
  readonly #path: string;
  readonly #release: () => void;
  readonly #temporary: boolean;

  private constructor(path: string, release: () => void, temporary: boolean) {
    this.#path = path;
    this.#release = release;
    this.#temporary = temporary;
  }

  /**
   * Creates the folder if needed and takes hold of it.
   *
   * @throws DataDirInUseError when another server holds it.
   * @throws DataDirError when it cannot be used.
   */
  static async open(path: string): Promise<DataDir> {
    try {
      await makeFolder(path, 0o700);
      // The database would say the same in numbers.
      await access(path, constants.W_OK | constants.X_OK);
    } catch (cause) {
      throw new DataDirError(path, describeCause(cause), { cause });
    }
    let release: (() => void) | undefined;
    try {
      release = holdFile(join(path, dataDirParts.lock));
      if (release) {
        await writeFile(join(path, dataDirParts.pid), `${process.pid}\n`);
      }
    } catch (cause) {
      release?.();
      throw new DataDirError(path, describeCause(cause), { cause });
    }
    if (!release) {
      throw new DataDirInUseError(path, await readPid(path));
    }
    return new DataDir(path, release, false);
  }

  /** Makes a folder that is removed again on close; the database stays in memory. */
  static async temporary(): Promise<DataDir> {
    return new DataDir(await mkdtemp(join(tmpdir(), "clearml-ts-")), () => {}, true);
  }

  get databasePath(): string {
    return this.#temporary ? ":memory:" : databasePath(this.#path);
  }

  get filesPath(): string {
    return filesFolder(this.#path);
  }

  /** Reads the key pair made on the first start, so that it can be shown again. */
  async readKeyPair(): Promise<KeyPair | undefined> {
    try {
      const { accessKey, secretKey } = JSON.parse(await readFile(this.#keyPairPath, "utf8"));
      return typeof accessKey === "string" && typeof secretKey === "string" ? { accessKey, secretKey } : undefined;
    } catch {
      // Missing or damaged: whoever asks makes a new pair, and the old one stays valid until it is revoked.
      return undefined;
    }
  }

  /** Keeps a key pair where only this user can read it. */
  async writeKeyPair(pair: KeyPair): Promise<void> {
    const temporary = `${this.#keyPairPath}.${randomBytes(4).toString("hex")}`;
    await writeFile(temporary, `${JSON.stringify(pair, null, 2)}\n`, { mode: 0o600, flush: true });
    // The mode above is subject to the umask of the process.
    await chmod(temporary, 0o600);
    await rename(temporary, this.#keyPairPath);
  }

  async close(): Promise<void> {
    if (this.#temporary) {
      await rm(this.#path, { recursive: true, force: true });
    }
    this.#release();
  }

  get #keyPairPath(): string {
    return keyPairPath(this.#path);
  }
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

/** The process that holds a data folder; `undefined` when nobody does. */
export async function holderOf(dataDir: string): Promise<number | undefined> {
  const lock = join(dataDir, dataDirParts.lock);
  return (await exists(lock)) && isHeld(lock) ? readPid(dataDir) : undefined;
}

async function readPid(dataDir: string): Promise<number> {
  return Number(await readFile(join(dataDir, dataDirParts.pid), "utf8").catch(() => "0"));
}

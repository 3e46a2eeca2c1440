import { randomBytes } from "node:crypto";
import { chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { KeyPair } from "./config.ts";
import { holdFile } from "./database/driver.ts";
import { DataDirError, DataDirInUseError } from "./errors.ts";

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
      await mkdir(path, { recursive: true, mode: 0o700 });
    } catch (cause) {
      throw new DataDirError(path, describeError(cause), { cause });
    }
    const pidFile = join(path, "server.pid");
    let release: (() => void) | undefined;
    try {
      release = holdFile(join(path, "server.lock"));
      if (release) await writeFile(pidFile, `${process.pid}\n`);
    } catch (cause) {
      release?.();
      throw new DataDirError(path, describeError(cause), { cause });
    }
    if (!release) throw new DataDirInUseError(path, Number(await readFile(pidFile, "utf8").catch(() => "0")));
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
    return join(this.#path, "files");
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
    if (this.#temporary) await rm(this.#path, { recursive: true, force: true });
    this.#release();
  }

  get #keyPairPath(): string {
    return join(this.#path, "credentials.json");
  }
}

/** Where the database of a data folder is. */
export function databasePath(dataDir: string): string {
  return join(dataDir, "clearml.db");
}

function describeError(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

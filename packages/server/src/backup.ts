import { randomBytes } from "node:crypto";
import { access, open, rename, rm, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { resolveDataDir } from "./config.ts";
import { databasePath } from "./data-dir.ts";
import { Database } from "./database/driver.ts";
import { BackupError } from "./errors.ts";

/** Whose database to back up. */
export interface BackupOptions {
  /** The folder of the server. @default `CLEARML_TS_DATA_DIR`, else `~/.clearml-ts` */
  dataDir?: string;
  /** The environment that `CLEARML_TS_DATA_DIR` is read from. @default process.env */
  env?: NodeJS.ProcessEnv;
}

/**
 * Copies the database of a server into a new file, as it is at one moment, whether or not the server runs: in a folder of its own,
 * under the name `clearml.db`, the copy is what a server starts from. Stored files are not in it.
 *
 * Call it in a process other than the server's: it does nothing else until the copy is made.
 *
 * @returns how large the copy is.
 * @throws BackupError when there is no database, the file exists already, or it cannot be written.
 */
export async function backupDatabase(file: string, options: BackupOptions = {}): Promise<{ bytes: number }> {
  const dataDir = resolveDataDir(options);
  const target = resolve(file);
  const source = databasePath(dataDir);
  const refuse = (reason: string, cause?: unknown) => new BackupError(dataDir, target, reason, { cause });
  if (!(await exists(source))) throw refuse("there is none. Name the folder that the server was started with.");
  if (await exists(target)) throw refuse("the file exists already. Choose another name, or remove it.");
  const partial = `${target}.${randomBytes(4).toString("hex")}`;
  try {
    await createPrivate(partial);
    copyDatabase(source, partial);
    await flush(partial);
    const { size: bytes } = await stat(partial);
    await rename(partial, target);
    return { bytes };
  } catch (cause) {
    throw refuse(`${cause instanceof Error ? cause.message : cause}. Choose a place that can be written to.`, cause);
  } finally {
    await rm(partial, { force: true });
  }
}

function copyDatabase(source: string, target: string): void {
  const database = Database.open(source);
  try {
    database.copyInto(target);
  } finally {
    database.close();
  }
}

/** Makes an empty file that only this user can read: the database holds the secret that tokens are signed with. */
async function createPrivate(path: string): Promise<void> {
  const handle = await open(path, "wx", 0o600);
  await handle.close();
}

async function flush(path: string): Promise<void> {
  const handle = await open(path, "r+");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

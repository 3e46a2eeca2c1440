import { randomBytes } from "node:crypto";
import { rename, rm, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { databasePath } from "../data-folder/data-dir.ts";
import { describeCause } from "../data-folder/describe-cause.ts";
import { exists } from "../data-folder/exists.ts";
import { BackupError } from "../errors.ts";
import { type DataDirOptions, resolveDataDir } from "../startup/config.ts";
import { copyDatabase } from "./database-copy.ts";

/**
 * Copies the database of a server into a new file, as it is at one moment, whether or not the server runs: in a folder of its own,
 * under the name `clearml.db`, the copy is what a server starts from. Stored files are not in it: see `backupServer`.
 *
 * Call it in a process other than the server's: it does nothing else until the copy is made.
 *
 * @returns how large the copy is.
 * @throws {@link BackupError} when there is no database, the file exists already, or it cannot be written.
 */
export async function backupDatabase(file: string, options: DataDirOptions = {}): Promise<{ bytes: number }> {
  const dataDir = resolveDataDir(options);
  const target = resolve(file);
  const source = databasePath(dataDir);
  const refuse = (reason: string, cause?: unknown) => new BackupError(dataDir, target, reason, { cause });
  if (!(await exists(source))) {
    throw refuse("it holds no database. Name the folder that the server was started with.");
  }
  if (await exists(target)) {
    throw refuse("the file exists already. Choose another name, or remove it.");
  }
  const partial = `${target}.${randomBytes(4).toString("hex")}`;
  try {
    await copyDatabase(source, partial);
    const { size: bytes } = await stat(partial);
    await rename(partial, target);
    return { bytes };
  } catch (cause) {
    throw refuse(`${describeCause(cause)}. Choose a place that can be written to.`, cause);
  } finally {
    await rm(partial, { force: true });
  }
}

import { chmod, mkdtemp, readdir, readFile, rm, rmdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { extractZip } from "@clearml-ts/archive";
import { DataDir, databasePath, dataDirParts, filesFolder, keyPairPath } from "../data-folder/data-dir.ts";
import { describeCause } from "../data-folder/describe-cause.ts";
import { exists } from "../data-folder/exists.ts";
import { PRIVATE_FILE } from "../data-folder/private-modes.ts";
import { Database } from "../database/driver.ts";
import { SCHEMA_VERSION } from "../database/migrations.ts";
import { NewerDatabaseError, RestoreError } from "../errors.ts";
import { type DataDirOptions, resolveDataDir } from "../startup/config.ts";
import { type BackupManifest, belongsToBackup, MANIFEST, parseManifest } from "./backup-manifest.ts";
import { checkDatabase } from "./database-check.ts";
import { flush } from "./database-copy.ts";
import { partsIn, replacedParts, replaceParts } from "./replace-parts.ts";
import { storedFiles } from "./stored-files.ts";

/** Where to put a backup, and how. */
export interface RestoreServerOptions extends DataDirOptions {
  /** Move aside what the folder holds already. @default false */
  force?: boolean;
  signal?: AbortSignal;
}

/** The outcome of restoring a backup: where the data is, and how much of it there is. */
export interface RestoreSummary {
  /** The folder that a server can be started on now. */
  readonly dataDir: string;
  /** When the backup was made. */
  readonly created: string;
  readonly databaseBytes: number;
  /** How many stored files were put back. */
  readonly files: number;
  /** Bytes of them. */
  readonly fileBytes: number;
  /** The folder that what was there before is in now, if there was something. */
  readonly movedAside?: string;
}

/**
 * Puts a backup into a data folder that is new or holds nothing a server keeps. Archive and database are checked before anything is
 * put in its place; a refusal leaves everything as it was.
 *
 * @throws {@link DataDirInUseError} when a server works on the folder.
 * @throws {@link DataDirError} when the folder cannot be used.
 * @throws {@link NewerDatabaseError} when a newer version made the backup.
 * @throws {@link RestoreError} when the file is not a whole backup, the folder holds data, or something cannot be written.
 */
export async function restoreServer(file: string, options: RestoreServerOptions = {}): Promise<RestoreSummary> {
  const { force = false, signal } = options;
  const path = resolveDataDir(options);
  const archive = resolve(file);
  const refuse = (reason: string, cause?: unknown) => new RestoreError(archive, path, reason, { cause });
  const unpack: Unpack = (folder, filter) => extractZip(archive, folder, { filter, ...(signal && { signal }) });
  const manifest = await readManifest(unpack).catch((cause) => {
    signal?.throwIfAborted();
    throw refuse(`it is not a backup of a server, or not whole (${describeCause(cause)}).`, cause);
  });
  if (manifest.schema > SCHEMA_VERSION) {
    throw new NewerDatabaseError(manifest.schema, SCHEMA_VERSION);
  }

  const isNew = !(await exists(path));
  const dataDir = await DataDir.open(path);
  let isDone = false;
  try {
    await removeInterrupted(path);
    const parts = replacedParts(manifest);
    const present = await partsIn(path, parts);
    if (present.length > 0 && !force) {
      throw refuse(`the folder holds ${present.join(", ")}. Choose another one, or have that moved aside by force.`);
    }
    // In the folder itself: it may be a disk of its own, and within one disk everything is moved at once.
    const workshop = await mkdtemp(join(path, WORKSHOP));
    await unpack(workshop, belongsToBackup);
    const counts = await prepare(workshop);
    const aside = join(path, `replaced-${new Date().toISOString().replaceAll(":", "-")}`);
    await replaceParts(path, { from: workshop, aside, parts });
    isDone = true;
    const movedAside = present.length > 0 ? { movedAside: aside } : {};
    return { dataDir: path, created: manifest.created, ...counts, ...movedAside };
  } catch (cause) {
    signal?.throwIfAborted();
    if (cause instanceof RestoreError) {
      throw cause;
    }
    throw refuse(`${describeCause(cause)}. Nothing was changed.`, cause);
  } finally {
    await removeInterrupted(path);
    await dataDir.close();
    if (isNew && !isDone) {
      await removeUnused(path);
    }
  }
}

const WORKSHOP = ".restore-";

type Unpack = (folder: string, filter: (name: string) => boolean) => Promise<string[]>;

/** Reads what a backup says about itself, before anything is done for its sake. */
async function readManifest(unpack: Unpack): Promise<BackupManifest> {
  const folder = await mkdtemp(join(tmpdir(), "clearml-ts-"));
  try {
    const names = await unpack(folder, (name) => name === MANIFEST);
    const manifest = names.length === 1 ? parseManifest(await readFile(join(folder, MANIFEST), "utf8")) : undefined;
    if (!manifest) {
      throw new Error(`no ${MANIFEST} of a known version is in it`);
    }
    return manifest;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Checks what was unpacked and makes it what a server starts from. */
async function prepare(workshop: string): Promise<Pick<RestoreSummary, "databaseBytes" | "files" | "fileBytes">> {
  const database = databasePath(workshop);
  if (!(await exists(database))) {
    throw new Error("the backup holds no database");
  }
  const databaseBytes = assertSound(database);
  await chmod(database, PRIVATE_FILE);
  if (await exists(keyPairPath(workshop))) {
    await chmod(keyPairPath(workshop), PRIVATE_FILE);
  }
  await flush(database);
  const counts = { databaseBytes, files: 0, fileBytes: 0 };
  for await (const { place, bytes } of storedFiles(filesFolder(workshop))) {
    await chmod(place, PRIVATE_FILE);
    counts.files += 1;
    counts.fileBytes += bytes;
  }
  return counts;
}

/** @returns how large the database is. */
function assertSound(path: string): number {
  const database = Database.openForReading(path);
  try {
    // Its indexes were written a moment before it was packed, and the archive has a checksum.
    const [problem] = checkDatabase(database, { indexes: false });
    if (problem !== undefined) {
      throw new Error(`the database in the backup is damaged: ${problem}`);
    }
    if (database.schemaVersion > SCHEMA_VERSION) {
      throw new NewerDatabaseError(database.schemaVersion, SCHEMA_VERSION);
    }
    return database.size.bytes;
  } finally {
    database.close();
  }
}

/** Removes what was unpacked and not put in its place; only who holds the folder may. */
async function removeInterrupted(path: string): Promise<void> {
  for (const name of await readdir(path)) {
    if (name.startsWith(WORKSHOP)) {
      await rm(join(path, name), { recursive: true, force: true });
    }
  }
}

/** Removes a folder that was made for nothing; not when somebody has put something there. */
async function removeUnused(path: string): Promise<void> {
  for (const name of [dataDirParts.lock, dataDirParts.pid]) {
    await rm(join(path, name), { force: true });
  }
  await rmdir(path).catch(() => {});
}

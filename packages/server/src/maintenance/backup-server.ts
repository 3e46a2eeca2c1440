import { mkdtemp, rename, rm, stat } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { createZip } from "@clearml-ts/archive";
import { databasePath, filesFolder } from "../data-folder/data-dir.ts";
import { describeCause } from "../data-folder/describe-cause.ts";
import { exists } from "../data-folder/exists.ts";
import { BackupError } from "../errors.ts";
import { type DataDirOptions, resolveDataDir } from "../startup/config.ts";
import { BackupContents, type BackupCounts } from "./backup-contents.ts";
import { createPrivate, flush } from "./database-copy.ts";

/** Options of {@link backupServer}. */
export interface BackupServerOptions extends DataDirOptions {
  /** Whether the stored files go in as well. @default true */
  files?: boolean;
  /** Replace a file of that name. @default false */
  force?: boolean;
  signal?: AbortSignal;
}

/** The content of a backup, counted. */
export interface BackupSummary extends BackupCounts {
  /** The data folder that was copied. */
  readonly dataDir: string;
  /** The backup. */
  readonly file: string;
  /** Bytes of it. */
  readonly bytes: number;
}

/**
 * Copies what a server keeps into one zip archive, whether or not the server runs: the database as it is at one moment, then the
 * stored files and the key pair. The archive is there when it is complete, and not before.
 *
 * Call it in a process other than the server's: it does nothing else while it copies the database.
 *
 * @throws {@link BackupError} when there is no database, the file exists already, or something cannot be read or written.
 */
export async function backupServer(file: string, options: BackupServerOptions = {}): Promise<BackupSummary> {
  const { files = true, force = false, signal } = options;
  const dataDir = resolveDataDir(options);
  const target = resolve(file);
  const refuse = (reason: string, cause?: unknown) => new BackupError(dataDir, target, reason, { cause });
  const reason = await whyNot(dataDir, target, force);
  if (reason !== undefined) {
    throw refuse(reason);
  }
  let workshop: string | undefined;
  try {
    // Beside the target: a large database has room there or nowhere, and within one disk a file is moved at once.
    workshop = await mkdtemp(`${target}.`);
    const contents = await BackupContents.prepare(dataDir, workshop, { files });
    signal?.throwIfAborted();
    const archive = join(workshop, "archive.zip");
    await createPrivate(archive);
    const { size: bytes } = await createZip(archive, contents.entries(), {
      onMissing: () => contents.leaveOut(),
      ...(signal && { signal }),
    });
    await flush(archive);
    await rename(archive, target);
    return { dataDir, file: target, bytes, ...contents.counts };
  } catch (cause) {
    signal?.throwIfAborted();
    throw refuse(`${describeCause(cause)}. Choose a place that can be written to and has room.`, cause);
  } finally {
    if (workshop !== undefined) {
      await rm(workshop, { recursive: true, force: true });
    }
  }
}

async function whyNot(dataDir: string, target: string, force: boolean): Promise<string | undefined> {
  if (!(await exists(databasePath(dataDir)))) {
    return "it holds no database. Name the folder that the server was started with.";
  }
  if (!relative(filesFolder(dataDir), target).startsWith("..")) {
    return "that is among the stored files, of which it is to be a copy. Choose another place.";
  }
  const present = await stat(target).catch(() => undefined);
  if (present?.isDirectory()) {
    return "that is a folder. Name a file in it.";
  }
  if (present && !force) {
    return "the file exists already. Choose another name, or replace it by force.";
  }
  return undefined;
}

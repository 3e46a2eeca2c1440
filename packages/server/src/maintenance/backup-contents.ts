import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ZipEntry } from "@clearml-ts/archive";
import { databasePath, dataDirParts, filesFolder, keyPairPath } from "../data-folder/data-dir.ts";
import { exists } from "../data-folder/exists.ts";
import { Database } from "../database/driver.ts";
import { describeBackup, MANIFEST } from "./backup-manifest.ts";
import { copyDatabase } from "./database-copy.ts";
import { type StoredFile, storedFiles } from "./stored-files.ts";

/** How much of what is in a backup. */
export interface BackupCounts {
  readonly databaseBytes: number;
  /** How many stored files are in it. */
  readonly files: number;
  /** Bytes of them. */
  readonly fileBytes: number;
  /** How many files were deleted before their turn came. */
  readonly filesDeletedMeanwhile: number;
}

/** The content of a backup: a copy of the database made first, so that the files it names are read after it. */
export class BackupContents {
  readonly #dataDir: string;
  readonly #workshop: string;
  readonly #withFiles: boolean;
  /** Files that are about to be removed with their task, and since when. */
  readonly #givenUp: ReadonlyMap<string, number>;
  #current: StoredFile | undefined;
  readonly #counts: { -readonly [Name in keyof BackupCounts]: BackupCounts[Name] };

  private constructor(dataDir: string, workshop: string, facts: { snapshot: Database; withFiles: boolean }) {
    this.#dataDir = dataDir;
    this.#workshop = workshop;
    this.#withFiles = facts.withFiles;
    const notes = facts.snapshot
      .prepare("SELECT path, noted FROM files_to_remove")
      .all<{ path: string; noted: number }>();
    this.#givenUp = new Map(notes.map(({ path, noted }) => [path, noted]));
    this.#counts = { databaseBytes: facts.snapshot.size.bytes, files: 0, fileBytes: 0, filesDeletedMeanwhile: 0 };
  }

  /** Copies the database into a folder to work in, and writes there what the backup says about itself. */
  static async prepare(dataDir: string, workshop: string, { files }: { files: boolean }): Promise<BackupContents> {
    const copy = databasePath(workshop);
    await copyDatabase(databasePath(dataDir), copy);
    const snapshot = Database.openForReading(copy);
    try {
      const { schemaVersion: schema } = snapshot;
      if (schema === 0) {
        throw new Error("its database is not that of a server");
      }
      const manifest = describeBackup({ created: new Date().toISOString(), schema, files });
      await writeFile(join(workshop, MANIFEST), JSON.stringify(manifest, null, 2));
      return new BackupContents(dataDir, workshop, { snapshot, withFiles: files });
    } finally {
      snapshot.close();
    }
  }

  /** Yields each file, and counts it. */
  async *entries(): AsyncGenerator<ZipEntry> {
    yield { name: MANIFEST, path: join(this.#workshop, MANIFEST) };
    yield { name: dataDirParts.database, path: databasePath(this.#workshop) };
    const keyPair = keyPairPath(this.#dataDir);
    if (await exists(keyPair)) {
      yield { name: dataDirParts.keyPair, path: keyPair };
    }
    if (!this.#withFiles) {
      return;
    }
    for await (const file of storedFiles(filesFolder(this.#dataDir))) {
      // The copy of the database says so: restored, it would be nobody's.
      if (file.modified <= (this.#givenUp.get(file.path) ?? -1)) {
        continue;
      }
      this.#current = file;
      this.#counts.files += 1;
      this.#counts.fileBytes += file.bytes;
      yield { name: `${dataDirParts.files}/${file.path}`, path: file.place };
    }
  }

  /** Notes that the file asked for last is gone. */
  leaveOut(): void {
    if (!this.#current) {
      return;
    }
    this.#counts.files -= 1;
    this.#counts.fileBytes -= this.#current.bytes;
    this.#counts.filesDeletedMeanwhile += 1;
  }

  get counts(): BackupCounts {
    return { ...this.#counts };
  }
}

import { stat } from "node:fs/promises";
import type { DataDir } from "../data-folder/data-dir.ts";
import { describeCause } from "../data-folder/describe-cause.ts";
import { Database } from "../database/driver.ts";
import { migrate } from "../database/migrations.ts";
import { isDamage } from "../database/sqlite-errors.ts";
import { DataDirError } from "../errors.ts";
import { checkDatabase } from "../maintenance/database-check.ts";

/**
 * Opens the database of a data folder and brings it to the present schema.
 *
 * A database that is gone beside files of a server is not made anew: nobody would notice that everything is lost. One that
 * was not closed by whoever wrote it last is checked before anything is written to it.
 *
 * @throws {@link DataDirError} when the database is missing, emptied or damaged.
 * @throws {@link NewerDatabaseError} when a newer version wrote it.
 */
export async function openDatabase(dataDir: DataDir): Promise<Database> {
  const { databasePath, path, wasInterrupted } = dataDir;
  const size = await stat(databasePath).then(
    (found) => found.size,
    () => 0,
  );
  if (size === 0 && (await dataDir.hasRemains())) {
    throw new DataDirError(path, gone);
  }
  let database: Database | undefined;
  try {
    database = Database.open(databasePath);
    if (wasInterrupted) {
      assertSound(database, path);
    }
    if (database.schemaVersion === 0 && (await dataDir.hasRemains())) {
      throw new DataDirError(path, gone);
    }
    migrate(database);
    return database;
  } catch (error) {
    database?.close();
    throw isDamage(error) ? new DataDirError(path, damaged(describeCause(error)), { cause: error }) : error;
  }
}

const gone =
  "the database clearml.db is missing or empty, although files of a server are there. " +
  "Put a backup into it by `clearml-ts server restore`, or move what is left to another place";

function damaged(problem: string): string {
  const advice = "Put a backup into the folder by `clearml-ts server restore`; `clearml-ts server doctor` says more";
  return `its database is damaged (${problem}). ${advice}`;
}

function assertSound(database: Database, path: string): void {
  const [problem] = checkDatabase(database, { indexes: false });
  if (problem !== undefined) {
    throw new DataDirError(path, damaged(`found after a stop that was not clean: ${problem}`));
  }
}

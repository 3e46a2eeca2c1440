import { DataDir, databasePath } from "../data-folder/data-dir.ts";
import { describeCause } from "../data-folder/describe-cause.ts";
import { exists } from "../data-folder/exists.ts";
import { Database } from "../database/driver.ts";
import { VacuumError } from "../errors.ts";
import { type DataDirOptions, resolveDataDir } from "../startup/config.ts";

/** The size of the database before and after vacuuming. */
export interface VacuumSummary {
  readonly dataDir: string;
  /** Bytes of the database before. */
  readonly before: number;
  /** Bytes of the database after. */
  readonly after: number;
}

/**
 * Writes the database of a server anew, without the room that deleting has left, so that the disk gets it back. No server may be at
 * work: one that is uses that room for what it stores next.
 *
 * @throws {@link DataDirInUseError} when a server works on the folder.
 * @throws {@link DataDirError} when the folder cannot be used.
 * @throws {@link VacuumError} when there is no database, or it cannot be written anew.
 */
export async function vacuumServer(options: DataDirOptions = {}): Promise<VacuumSummary> {
  const path = resolveDataDir(options);
  if (!(await exists(databasePath(path)))) {
    throw new VacuumError(path, "it holds none. Name the folder that the server was started with.");
  }
  const dataDir = await DataDir.open(path);
  try {
    return { dataDir: path, ...shrink(databasePath(path)) };
  } catch (cause) {
    throw new VacuumError(path, `${describeCause(cause)}. It is as it was. It takes as much room again as it holds.`, {
      cause,
    });
  } finally {
    await dataDir.close();
  }
}

function shrink(path: string): { before: number; after: number } {
  const database = Database.open(path);
  try {
    const before = database.size.bytes;
    database.shrink();
    return { before, after: database.size.bytes };
  } finally {
    database.close();
  }
}

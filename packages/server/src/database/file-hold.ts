import { makePrivateFile } from "../data-folder/private-modes.ts";
import { openSqlite, openSqliteForReading } from "./sqlite.ts";
import { isBusy } from "./sqlite-errors.ts";

/**
 * Takes an exclusive hold of a file until the returned function is called or the process ends, however it ends:
 * the system releases SQLite's lock with the process, so a killed one leaves nothing to clean up.
 *
 * @returns `undefined` when somebody else holds it.
 */
export function holdFile(path: string): (() => void) | undefined {
  makePrivateFile(path);
  const connection = openSqlite(path);
  try {
    connection.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    connection.close();
    if (isBusy(error)) {
      return undefined;
    }
    throw error;
  }
  return () => connection.close();
}

/** Whether somebody holds a file by `holdFile`. */
export function isHeld(path: string): boolean {
  const connection = openSqliteForReading(path);
  try {
    connection.exec("PRAGMA schema_version");
    return false;
  } catch (error) {
    if (isBusy(error)) {
      return true;
    }
    throw error;
  } finally {
    connection.close();
  }
}

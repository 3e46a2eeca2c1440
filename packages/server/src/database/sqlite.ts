import { pathToFileURL } from "node:url";
import SqliteDatabase from "libsql";

/** A connection as the driver gives it. This file is the only one that knows which driver is behind it. */
export type SqliteConnection = SqliteDatabase.Database;

/** A prepared statement as the driver gives it. */
export type SqliteStatement = SqliteDatabase.Statement<unknown[]>;

/** Opens a file, creating it if needed, or `":memory:"`. */
export function openSqlite(path: string): SqliteConnection {
  return new SqliteDatabase(path);
}

/** Opens a file that is there for reading only. */
export function openSqliteForReading(path: string): SqliteConnection {
  return openSqlite(`${pathToFileURL(path).href}?mode=ro`);
}

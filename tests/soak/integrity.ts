import { join } from "node:path";
import Database from "libsql";

/** Asks SQLite itself whether the database of a data folder is whole; returns what it finds wrong. */
export function integrityFaults(dataDir: string): string[] {
  const database = new Database(join(dataDir, "clearml.db"), { readonly: true } as object);
  try {
    const rows = [
      ...database.prepare("PRAGMA integrity_check").all(),
      ...database.prepare("PRAGMA foreign_key_check").all(),
    ] as Record<string, unknown>[];
    return rows.filter((row) => row["integrity_check"] !== "ok").map((row) => JSON.stringify(row));
  } finally {
    database.close();
  }
}

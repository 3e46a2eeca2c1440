import type { Database } from "../database/driver.ts";

/** How thoroughly to look. */
export interface DatabaseCheckOptions {
  /** Whether to compare every index with its table, which takes longer. @default true */
  indexes?: boolean;
}

/** Lists what is wrong with the pages and rows of a database, a few sentences at most; nothing when it is sound. */
export function checkDatabase(database: Database, { indexes = true }: DatabaseCheckOptions = {}): string[] {
  const check = indexes ? "integrity_check" : "quick_check";
  try {
    const found = database.prepare(`PRAGMA ${check}(5)`).all<Record<string, string>>();
    return found.map((row) => row[check] ?? "").filter((text) => text !== "ok");
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

const DAMAGE: readonly unknown[] = ["SQLITE_CORRUPT", "SQLITE_NOTADB"];
const DISK_FULL: readonly unknown[] = ["SQLITE_FULL", "ENOSPC", "EDQUOT", "EFBIG"];

/** Whether an error says that nothing more can be written: to the disk, or to a file as large as it may be. */
export function isDiskFull(error: unknown): boolean {
  return error instanceof Error && "code" in error && DISK_FULL.includes(error.code);
}

/** Whether an error says that a file is not a database, or not a whole one. */
export function isDamage(error: unknown): boolean {
  return error instanceof Error && "code" in error && DAMAGE.includes(error.code);
}

/** Whether an error says that somebody else holds the file. */
export function isBusy(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "SQLITE_BUSY";
}

import { open } from "node:fs/promises";
import { Database } from "../database/driver.ts";

/** Writes a database as it is at this moment into a new file that only this user can read, and brings that to the disk. */
export async function copyDatabase(source: string, target: string): Promise<void> {
  await createPrivate(target);
  const database = Database.openForReading(source);
  try {
    database.copyInto(target);
  } finally {
    database.close();
  }
  await flush(target);
}

/** Makes an empty file that only this user can read: the database holds the secret that tokens are signed with. */
export async function createPrivate(path: string): Promise<void> {
  const handle = await open(path, "wx", 0o600);
  await handle.close();
}

/** Brings what a file holds to the disk. */
export async function flush(path: string): Promise<void> {
  const handle = await open(path, "r+");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

import type { Stats } from "node:fs";
import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";

const LOCK = /^\.lock\.\d+\.(.+)\.clearml$/;

/**
 * Deletes the entries of a cache folder that have not been used for longest, until `limit` are left.
 * Entries that the Python SDK has locked, or that `inUse` claims, stay.
 */
export async function evict(folder: string, limit: number, inUse: (path: string) => boolean): Promise<void> {
  const names = await readdir(folder);
  if (names.length <= limit) {
    return;
  }
  const locked = new Set(names.map((name) => LOCK.exec(name)?.[1]));
  const candidates = names.filter((name) => !LOCK.test(name));
  const entries = await Promise.all(
    candidates.map(async (name) => ({ name, path: join(folder, name), used: await lastUsed(join(folder, name)) })),
  );
  const oldest = entries.sort((a, b) => b.used - a.used).slice(limit);
  for (const { name, path } of oldest) {
    if (!locked.has(name) && !inUse(path)) {
      await rm(path, { recursive: true, force: true });
    }
  }
}

/** When an entry was last used: its modification time, or that of its newest child. */
async function lastUsed(path: string): Promise<number> {
  const own = await statIfThere(path);
  if (!own?.isDirectory()) {
    return own?.mtimeMs ?? 0;
  }
  const children = await Promise.all((await readdir(path)).map((name) => statIfThere(join(path, name))));
  return Math.max(own.mtimeMs, ...children.map((child) => child?.mtimeMs ?? 0));
}

/** Another process may be evicting, too: an entry that has gone meanwhile is not an error. */
async function statIfThere(path: string): Promise<Stats | undefined> {
  return await stat(path).catch(() => undefined);
}

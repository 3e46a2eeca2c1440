import type { Stats } from "node:fs";
import { readdir, rm, stat, statfs } from "node:fs/promises";
import { join } from "node:path";
import { type CacheEntry, type CacheLimits, chooseEvictions } from "./choose-evictions.ts";
import { isHeld, lockedEntry } from "./entry-lock.ts";

/**
 * Deletes the entries of a cache folder that have not been used for longest, until the rest is within its limits.
 * Entries that any process has locked, or that `inUse` claims, stay. Locks of processes that are gone are deleted.
 */
export async function evict(folder: string, limits: CacheLimits, inUse: (path: string) => boolean): Promise<void> {
  const names = await readdir(folder);
  const countsBytes = limits.maxBytes !== undefined || limits.minFreeBytes !== undefined;
  if (names.length <= limits.entries && !countsBytes) {
    return;
  }
  const locked = await lockedNames(folder, names);
  const candidates = names.filter((name) => lockedEntry(name) === undefined);
  const entries = await Promise.all(candidates.map((name) => inspect(folder, name, countsBytes)));
  const freeBytes = countsBytes ? await freeSpace(folder) : 0;
  const isLocked = (name: string) => locked.has(entryOf(name)) || inUse(join(folder, entryOf(name)));
  for (const { name } of chooseEvictions(entries, limits, { freeBytes, now: Date.now(), isLocked })) {
    await rm(join(folder, name), { recursive: true, force: true });
  }
}

/** A file that is being fetched belongs to the entry that it becomes. */
function entryOf(name: string): string {
  return name.replace(/_[\da-f]{8}\.partially$/, "");
}

async function lockedNames(folder: string, names: readonly string[]): Promise<Set<string>> {
  const locked = new Set<string>();
  for (const name of names) {
    const entry = lockedEntry(name);
    if (entry === undefined) {
      continue;
    }
    if (await isHeld(join(folder, name))) {
      locked.add(entry);
    } else {
      await rm(join(folder, name), { force: true });
    }
  }
  return locked;
}

async function inspect(folder: string, name: string, countsBytes: boolean): Promise<CacheEntry> {
  const path = join(folder, name);
  return { name, used: await lastUsed(path), bytes: countsBytes ? await bytesOf(path) : 0 };
}

/** When an entry was last used: its modification time, or that of its newest child. */
async function lastUsed(path: string): Promise<number> {
  const own = await statIfThere(path);
  if (!own?.isDirectory()) {
    return own?.mtimeMs ?? 0;
  }
  const children = await Promise.all((await namesIn(path)).map((name) => statIfThere(join(path, name))));
  return Math.max(own.mtimeMs, ...children.map((child) => child?.mtimeMs ?? 0));
}

async function bytesOf(path: string): Promise<number> {
  const own = await statIfThere(path);
  if (!own?.isDirectory()) {
    return own?.size ?? 0;
  }
  let bytes = 0;
  for (const name of await namesIn(path)) {
    bytes += await bytesOf(join(path, name));
  }
  return bytes;
}

async function freeSpace(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/** Another process may be evicting, too: an entry that has gone meanwhile is not an error. */
async function statIfThere(path: string): Promise<Stats | undefined> {
  return await stat(path).catch(() => undefined);
}

async function namesIn(path: string): Promise<string[]> {
  return await readdir(path).catch(() => []);
}

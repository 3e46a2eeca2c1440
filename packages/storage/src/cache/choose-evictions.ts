/** The bounds of one part of the cache. */
export interface CacheLimits {
  /** Entries that are kept. */
  entries: number;
  /** Bytes that all entries may have together. @default any number */
  maxBytes?: number | undefined;
  /** Bytes that must stay free on the disk. @default none */
  minFreeBytes?: number | undefined;
  /** Share by which a clean-up goes below the bounds in bytes, so that the next one is not due at once. @default 0.05 */
  margin?: number | undefined;
}

/** An entry of the cache. */
export interface CacheEntry {
  name: string;
  /** Milliseconds since 1970 at which it was last used. */
  used: number;
  /** Bytes; not looked at where there are no bounds in bytes. */
  bytes: number;
}

/** Entries of the last seconds may be in use although nobody says so, and are not removed to make room. */
const RECENT = 20_000;

/** The state of the cache folder in which {@link chooseEvictions} chooses. */
export interface CachePlace {
  freeBytes: number;
  now: number;
  isLocked: (name: string) => boolean;
}

/** Chooses the entries to delete so that the rest is within its bounds: those first that were not used for longest. */
export function chooseEvictions(
  entries: readonly CacheEntry[],
  { entries: most, maxBytes, minFreeBytes, margin = 0.05 }: CacheLimits,
  { freeBytes, now, isLocked }: CachePlace,
): CacheEntry[] {
  const newestFirst = [...entries].sort((a, b) => b.used - a.used);
  const beyond = newestFirst.slice(most).filter(({ name }) => !isLocked(name));
  const chosen = new Set(beyond);
  let used = sum(entries) - sum(beyond);
  let free = freeBytes + sum(beyond);
  const isOverUsed = maxBytes !== undefined && used > maxBytes;
  const isShort = minFreeBytes !== undefined && free < minFreeBytes;
  const usedGoal = isOverUsed ? maxBytes * (1 - margin) : Number.POSITIVE_INFINITY;
  const freeGoal = isShort ? minFreeBytes * (1 + margin) : 0;
  for (const entry of newestFirst.reverse()) {
    if (used <= usedGoal && free >= freeGoal) {
      break;
    }
    if (!chosen.has(entry) && !isLocked(entry.name) && now - entry.used > RECENT) {
      chosen.add(entry);
      used -= entry.bytes;
      free += entry.bytes;
    }
  }
  return [...chosen];
}

function sum(entries: readonly CacheEntry[]): number {
  return entries.reduce((bytes, entry) => bytes + entry.bytes, 0);
}

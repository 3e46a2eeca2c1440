import { randomUUID } from "node:crypto";
import { readFile, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { isProcessGone, ownProcess, processMarkText, readProcessMark } from "../owner/process-mark.ts";

/** A lock lies beside its entry, under the name that the Python SDK gives it. */
const LOCK = /^\.lock\.[^.]+\.(.+)\.clearml$/s;
/** A lock whose holder nobody here can see counts for this long. */
const TRUST = 24 * 60 * 60 * 1000;
const [FIRST_WAIT, LONGEST_WAIT] = [20, 500];

/** A lock that this process holds until it is disposed of, or the process ends. */
export interface EntryLock extends AsyncDisposable {
  /** Path of the lock's file. */
  readonly path: string;
}

/** Returns the name of the entry that a file of the cache is a lock of; undefined for everything else. */
export function lockedEntry(fileName: string): string | undefined {
  return LOCK.exec(fileName)?.[1];
}

/** Marks an entry as used by this process: clean-up leaves it alone. Others may use it at the same time. */
export async function lockEntry(path: string): Promise<EntryLock> {
  for (let number = 0; ; number++) {
    const lock = await take(path, String(number).padStart(3, "0"));
    if (lock !== undefined) {
      return lock;
    }
  }
}

/** Waits until no other process fetches an entry, and keeps them from it. `waited` tells whether there was one. */
export async function lockDownload(
  path: string,
  signal: AbortSignal | undefined,
): Promise<EntryLock & { waited: boolean }> {
  const file = lockPath(path, "fetch");
  for (let wait = FIRST_WAIT, waited = false; ; wait = Math.min(2 * wait, LONGEST_WAIT)) {
    const lock = await take(path, "fetch");
    if (lock !== undefined) {
      return { ...lock, waited };
    }
    waited = true;
    if (await isHeld(file)) {
      await delay(wait, undefined, signal && { signal }).catch(() => signal?.throwIfAborted());
    } else {
      // Should two find the same dead lock at once, both fetch: each whole copy replaces the other.
      await rm(file, { force: true });
    }
  }
}

/** Tells whether the holder of a lock may still be there. */
export async function isHeld(lock: string): Promise<boolean> {
  const [text, info] = await Promise.all([readFile(lock, "utf8"), stat(lock)]).catch(() => []);
  if (info === undefined) {
    return false;
  }
  const now = Date.now();
  const mark = readProcessMark(ownerIn(text));
  if (mark !== undefined) {
    return !isProcessGone(mark, { touched: info.mtimeMs, now, patience: TRUST });
  }
  // Python's locks are empty files with a lock of the system's on them.
  return now - info.mtimeMs < TRUST || (await isLockedBySystem(info.ino));
}

async function take(path: string, kind: string): Promise<EntryLock | undefined> {
  const file = lockPath(path, kind);
  // The name is in the content, so that nobody removes a lock that another has taken meanwhile.
  const content = JSON.stringify({ owner: processMarkText(ownProcess()), id: randomUUID() });
  try {
    await writeFile(file, content, { flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") {
      return undefined;
    }
    throw error;
  }
  return {
    path: file,
    async [Symbol.asyncDispose]() {
      if ((await readFile(file, "utf8").catch(() => "")) === content) {
        await rm(file, { force: true });
      }
    },
  };
}

function lockPath(path: string, kind: string): string {
  return join(dirname(path), `.lock.${kind}.${basename(path)}.clearml`);
}

function ownerIn(text: string | undefined): unknown {
  try {
    return Object(JSON.parse(text ?? "")).owner;
  } catch {
    return undefined;
  }
}

/** Linux lists the locks of all processes, each with the number of its file. */
async function isLockedBySystem(ino: number): Promise<boolean> {
  const locks = await readFile("/proc/locks", "utf8").catch(() => "");
  return new RegExp(`:${ino} `).test(locks);
}

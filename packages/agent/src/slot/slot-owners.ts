import { randomUUID } from "node:crypto";
import { link, readdir, readFile, rm, stat, truncate, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isProcessGone, ownProcess, processMarkText, readProcessMark } from "@clearml-ts/storage";

/** How often the owner of a slot touches its file, and for how long one on another machine may leave that out, in milliseconds. */
const [TOUCH_EVERY, LEFT_AFTER] = [30_000, 300_000];

/** The file that names an owner: the slot is that of the highest number. */
const OWNER = /^owner\.(\d+)$/;

/** A slot that this process owns. */
export interface Ownership {
  /** Leaves the slot to others. */
  release(): Promise<void>;
}

/**
 * Becomes the owner of the slot in a folder; undefined when an agent that runs is. Of agents that find an owner gone in the same
 * instant one succeeds it: each makes the file of the next number, which only one can. Numbers are not used again, so that one that
 * has looked long ago cannot make a file that counts.
 */
export async function ownSlot(folder: string, steps: OwnSlotSteps = {}): Promise<Ownership | undefined> {
  const draft = join(folder, `owner-${randomUUID()}`);
  await writeFile(draft, processMarkText(ownProcess()), { mode: 0o600 });
  try {
    for (;;) {
      const last = (await ownersIn(folder)).at(-1);
      if (last !== undefined && (await isOwned(join(folder, `owner.${last}`)))) {
        return undefined;
      }
      await steps.beforeSuccession?.();
      const number = (last ?? -1) + 1;
      const path = join(folder, `owner.${number}`);
      if (await linkIfFree(draft, path)) {
        const owners = await ownersIn(folder);
        if (owners.at(-1) === number) {
          await Promise.all(
            owners.slice(0, -1).map((earlier) => rm(join(folder, `owner.${earlier}`), { force: true })),
          );
          return ownership(path);
        }
        await rm(path, { force: true });
      }
    }
  } finally {
    await rm(draft, { force: true });
  }
}

/** A point at which a test lets another agent come first. */
export interface OwnSlotSteps {
  /** Called when the owner was found gone. */
  beforeSuccession?: () => Promise<void>;
}

function ownership(path: string): Ownership {
  const touching = setInterval(() => void utimes(path, new Date(), new Date()).catch(() => {}), TOUCH_EVERY).unref();
  return {
    async release() {
      clearInterval(touching);
      // It stays, and names nobody: the next number is that of the next owner.
      await truncate(path).catch(unlessGone);
    },
  };
}

/** Returns the numbers of the owners that a slot has had, as far as their files are there, in order. */
async function ownersIn(folder: string): Promise<number[]> {
  const numbers = (await readdir(folder)).flatMap((name) => OWNER.exec(name)?.[1] ?? []).map(Number);
  return numbers.sort((a, b) => a - b);
}

async function isOwned(path: string): Promise<boolean> {
  const [text, info] = (await Promise.all([readFile(path, "utf8"), stat(path)]).catch(unlessGone)) ?? [];
  const mark = readProcessMark(text);
  return (
    mark !== undefined && !isProcessGone(mark, { touched: info?.mtimeMs ?? 0, now: Date.now(), patience: LEFT_AFTER })
  );
}

/** Links the file, which is complete, so that nobody reads half of one. */
async function linkIfFree(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") {
      return false;
    }
    throw error;
  }
}

function unlessGone(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT") {
    throw error;
  }
}

import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { temporaryFolder } from "@clearml-ts/testing";
import { expect, onTestFinished, test } from "vitest";
import { ownProcess, processMarkText } from "../owner/process-mark.ts";
import { isHeld, lockDownload, lockEntry, lockedEntry } from "./entry-lock.ts";

const never = new AbortController().signal;

/** A process that does nothing. */
async function anotherProcess() {
  const child = spawn(process.execPath, ["-e", "process.stdin.resume()"]);
  await once(child, "spawn");
  onTestFinished(() => void child.kill());
  return child;
}

/** A signal that nobody aborts, and that tells when somebody waits under it. */
function watchedSignal(): { signal: AbortSignal; waiting: Promise<void> } {
  const { signal } = new AbortController();
  const waiting = new Promise<void>((resolve) => {
    signal.addEventListener = () => resolve();
  });
  return { signal, waiting };
}

test("several may use an entry at one time, and each takes its own lock away", async () => {
  const path = join(await temporaryFolder(), "ab.data.zip");
  const [first, second] = [await lockEntry(path), await lockEntry(path)];
  expect(first.path.endsWith(".lock.000.ab.data.zip.clearml")).toBe(true);
  expect(second.path.endsWith(".lock.001.ab.data.zip.clearml")).toBe(true);
  expect(lockedEntry(".lock.001.ab.data.zip.clearml")).toBe("ab.data.zip");

  await first[Symbol.asyncDispose]();
  expect(await isHeld(first.path)).toBe(false);
  expect(await isHeld(second.path)).toBe(true);
});

test("a lock counts while its process runs, and an empty one of Python's for a day", async () => {
  const folder = await temporaryFolder();
  const lock = join(folder, ".lock.000.x.clearml");
  const child = await anotherProcess();
  await writeFile(
    lock,
    JSON.stringify({ owner: processMarkText({ ...ownProcess(), pid: child.pid ?? 0, began: "" }) }),
  );
  expect(await isHeld(lock)).toBe(true);

  child.kill("SIGKILL");
  await once(child, "exit");
  expect(await isHeld(lock)).toBe(false);

  for (const content of ["", JSON.stringify({ owner: "elsewhere~1~" })]) {
    await writeFile(lock, content);
    expect(await isHeld(lock)).toBe(true);
    await utimes(lock, new Date(0), new Date(0));
    expect(await isHeld(lock)).toBe(false);
  }
});

test("one process fetches an entry at a time; the lock of a dead one does not count", async () => {
  const folder = await temporaryFolder();
  const path = join(folder, "x");
  const first = await lockDownload(path, never);
  expect(first.waited).toBe(false);
  const { signal, waiting } = watchedSignal();
  const second = lockDownload(path, signal);
  await waiting;
  await first[Symbol.asyncDispose]();
  const held = await second;
  expect(held.waited).toBe(true);

  const given = lockDownload(path, AbortSignal.timeout(50));
  await expect(given).rejects.toThrow(/abort/i);
  await held[Symbol.asyncDispose]();
  await writeFile(join(folder, ".lock.fetch.x.clearml"), "");
  await utimes(join(folder, ".lock.fetch.x.clearml"), new Date(0), new Date(0));
  await (await lockDownload(path, never))[Symbol.asyncDispose]();
  expect(await readdir(folder)).toEqual([]);
});

import { expect, test, vi } from "vitest";
import { Database } from "../database/driver.ts";
import { migrate } from "../database/migrations.ts";
import { FileRemoval } from "./file-removal.ts";

/** A busy machine may take longer than the second that is the default. */
const PATIENCE = { timeout: 60_000 };

function setUp(stored: Record<string, number>, database = Database.open(":memory:")) {
  migrate(database);
  const files = new Map(Object.entries(stored));
  const removal = new FileRemoval(database, () => new Date(1000), {
    files: {
      stat: async (path) => {
        const mtimeMs = files.get(path);
        return mtimeMs === undefined ? undefined : { mtimeMs, size: 10 };
      },
      remove: async (path) => files.delete(path),
    },
    pathOf: (url) => (url.startsWith("ours:") ? url.slice(5) : undefined),
    reportBug: (error) => {
      throw error;
    },
    grace: 0,
  });
  const notes = () => database.prepare("SELECT path FROM files_to_remove").all().length;
  return { database, files, removal, notes };
}

test("files of our own server are removed, those of other places are left alone", async () => {
  const { files, removal, notes } = setUp({ a: 1, b: 1 });
  removal.schedule(["ours:a", "theirs:b", "ours:gone"]);
  await vi.waitUntil(() => notes() === 0, PATIENCE);
  expect([...files.keys()]).toEqual(["b"]);
  await removal.close();
});

test("a file that was written again after it was given up stays", async () => {
  const { files, removal, notes } = setUp({ a: 2000 });
  removal.schedule(["ours:a"]);
  await vi.waitUntil(() => notes() === 0, PATIENCE);
  expect([...files.keys()]).toEqual(["a"]);
  await removal.close();
});

test("what a transaction that failed has noted is not removed", async () => {
  const { database, files, removal, notes } = setUp({ a: 1 });
  const fail = () =>
    database.transaction(() => {
      removal.schedule(["ours:a"]);
      throw new Error("taken back");
    });
  expect(fail).toThrow("taken back");
  expect(notes()).toBe(0);
  removal.schedule(["ours:b"]);
  await vi.waitUntil(() => notes() === 0, PATIENCE);
  expect([...files.keys()]).toEqual(["a"]);
  await removal.close();
});

test("closing removes what is left", async () => {
  const { files, removal, notes } = setUp({ a: 1 });
  removal.schedule(["ours:a"]);
  await removal.close();
  expect([notes(), files.size]).toEqual([0, 0]);
  await removal.close();
});

test("what a process that was killed has left is removed by the next one", async () => {
  const database = Database.open(":memory:");
  migrate(database);
  database.prepare("INSERT INTO files_to_remove (path, noted) VALUES ('a', 500)").run();
  const { files, removal, notes } = setUp({ a: 1 }, database);
  removal.resume();
  await vi.waitUntil(() => notes() === 0, PATIENCE);
  expect(files.size).toBe(0);
  await removal.close();
});

import nodeTest from "node:test";
import { expect, test } from "vitest";
import { createMemoryDriver } from "./memory-driver.ts";
import { type StorageDriverSuite, testStorageDriver } from "./test-storage-driver.ts";

const open: StorageDriverSuite["open"] = async () => ({
  driver: createMemoryDriver(),
  baseUrl: "mem://bucket/folder",
  async [Symbol.asyncDispose]() {},
});

testStorageDriver({ name: "memory", open, test });

/** Runs the suite on a driver that is broken in one way, and returns the titles of the tests that fail. */
async function failures(broken: Partial<ReturnType<typeof createMemoryDriver>>): Promise<string[]> {
  const runs: [title: string, run: () => Promise<void>][] = [];
  testStorageDriver({
    name: "broken",
    open: async () => ({ ...(await open()), driver: { ...createMemoryDriver(), ...broken } }),
    test: (title, run) => runs.push([title, run]),
  });
  const failed: string[] = [];
  for (const [title, run] of runs) {
    await run().catch(() => failed.push(title));
  }
  return failed;
}

test("a driver that loses or invents objects fails", async () => {
  expect(await failures({})).toEqual([]);
  expect((await failures({ upload: async () => {} })).length).toBeGreaterThan(5);
  expect(await failures({ exists: async () => true })).toContain(
    "broken: a missing object does not exist, and cannot be read, measured or removed",
  );
  const blobs = new Map<string, Blob>();
  const upload = async (content: Blob, url: string) => void blobs.set(url, content);
  const keepsNoBytes = { ...createMemoryDriver(blobs), upload };
  expect(await failures(keepsNoBytes)).toContain(
    "broken: a storage uploads files through the driver and copies them back",
  );
  expect(await failures({ supports: () => true })).toEqual([
    "broken: the driver takes its own addresses and leaves others alone",
  ]);
});

test("the suite fits other runners of tests", () => {
  const fits: StorageDriverSuite["test"] = nodeTest;
  expect(fits).toBe(nodeTest);
});

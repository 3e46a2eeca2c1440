import { mkdir, open, rm, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { temporaryFolder } from "@clearml-ts/testing";
import { expect, test } from "vitest";
import { Database } from "../database/driver.ts";
import { DataDirError } from "../errors.ts";
import { call } from "../fixtures/server.fixture.ts";
import { startServer } from "./start-server.ts";

async function usedFolder(): Promise<string> {
  const dataDir = await temporaryFolder();
  await using server = await startServer({ dataDir, listen: false });
  for (let number = 0; number < 50; number += 1) {
    await call(server, "tasks.create", { name: `task ${number}`, type: "training", comment: "c".repeat(2000) });
  }
  return dataDir;
}

const start = (dataDir: string) => startServer({ dataDir, listen: false });

test.each([
  { what: "removed", how: (path: string) => rm(path) },
  { what: "emptied", how: (path: string) => truncate(path, 0) },
  { what: "replaced by an empty one", how: async (path: string) => rm(path).then(() => Database.open(path).close()) },
])("a database that was $what beside a key pair is not made anew", async ({ how }) => {
  const dataDir = await usedFolder();
  await how(join(dataDir, "clearml.db"));

  await expect(start(dataDir)).rejects.toThrow(/clearml\.db is missing or empty/);
  await expect(start(dataDir)).rejects.toThrow(DataDirError);
});

test("a database that is missing beside stored files is not made anew", async () => {
  const dataDir = await temporaryFolder();
  await mkdir(join(dataDir, "files", "project"), { recursive: true });

  await expect(start(dataDir)).rejects.toThrow(DataDirError);
  await expect(stat(join(dataDir, "clearml.db"))).rejects.toThrow("ENOENT");
});

test("a file that is not a database is refused by name", async () => {
  const dataDir = await usedFolder();
  await writeFile(join(dataDir, "clearml.db"), "x".repeat(10_000));

  await expect(start(dataDir)).rejects.toThrow(/its database is damaged/);
});

test("after a stop that was not clean, a damaged database is found before anything is written to it", async () => {
  const dataDir = await usedFolder();
  const path = join(dataDir, "clearml.db");
  const { size } = await stat(path);
  const file = await open(path, "r+");
  for (let page = Math.floor(size / 4096 / 2); page < size / 4096; page += 1) {
    await file.write(Buffer.alloc(2000, 0xee), 0, 2000, page * 4096);
  }
  await file.close();
  // A process that was killed leaves its number behind.
  await writeFile(join(dataDir, "server.pid"), "1\n");

  await expect(start(dataDir)).rejects.toThrow(/its database is damaged/);
});

test("a server that was stopped properly leaves no sign of having been interrupted", async () => {
  const dataDir = await usedFolder();

  await expect(stat(join(dataDir, "server.pid"))).rejects.toThrow("ENOENT");
  await (await start(dataDir)).close();
});

import { mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { BackupError } from "../errors.ts";
import { call } from "../fixtures/server.fixture.ts";
import { startServer } from "../startup/start-server.ts";
import { backupDatabase } from "./backup-database.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "clearml-ts-test-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

test("a server starts from a backup that was made while another one was at work", async () => {
  const dataDir = join(folder, "data");
  await using server = await startServer({ dataDir, listen: false });
  const create = async (name: string) => {
    return (await call<{ id: string }>(server, "tasks.create", { name, type: "training" })).data.id;
  };
  const before = await create("before");
  const { bytes } = await backupDatabase(join(folder, "copy.db"), { dataDir });
  const after = await create("after");

  const { size, mode } = await stat(join(folder, "copy.db"));
  expect(bytes).toBe(size);
  expect(mode & 0o777).toBe(0o600);
  await mkdir(join(folder, "restored"));
  await rename(join(folder, "copy.db"), join(folder, "restored", "clearml.db"));
  const { accessKey, secretKey } = server.credentials;
  await using restored = await startServer({ dataDir: join(folder, "restored"), listen: false, accessKey, secretKey });
  expect((await call(restored, "tasks.get_by_id", { task: before })).result).toBe("200/0");
  expect((await call(restored, "tasks.get_by_id", { task: after })).result).toBe("400/101");
  expect((await call(server, "tasks.get_by_id", { task: after })).result).toBe("200/0");
});

test("the folder is found in the environment", async () => {
  const env = { CLEARML_TS_DATA_DIR: join(folder, "data") };
  await (await startServer({ env, listen: false })).close();
  expect((await backupDatabase(join(folder, "copy.db"), { env })).bytes).toBeGreaterThan(0);
});

test("nothing is overwritten, made up or left half done", async () => {
  const dataDir = join(folder, "data");
  const empty = join(folder, "empty");
  await (await startServer({ dataDir, listen: false })).close();
  await mkdir(empty);
  await writeFile(join(folder, "taken.db"), "mine");

  const refused = async (file: string, from: string, reason: string) => {
    const attempt = backupDatabase(join(folder, file), { dataDir: from });
    await expect(attempt).rejects.toThrow(BackupError);
    await expect(attempt).rejects.toThrow(reason);
  };
  await refused("taken.db", dataDir, "exists already");
  await refused("copy.db", empty, "holds no database");
  await refused(join("nowhere", "copy.db"), dataDir, "nowhere");
  expect(await readdir(empty)).toEqual([]);
  expect((await readdir(folder)).sort()).toEqual(["data", "empty", "taken.db"]);
});

test("a database that is damaged is not backed up", async () => {
  await writeFile(join(folder, "clearml.db"), "no database at all, but long enough to look like one ".repeat(100));
  await expect(backupDatabase(join(folder, "copy.db"), { dataDir: folder })).rejects.toMatchObject({
    name: "BackupError",
    dataDir: folder,
    file: join(folder, "copy.db"),
  });
  expect(await readdir(folder)).toEqual(["clearml.db"]);
});

import { chmod, chown, mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { DataDirError } from "../errors.ts";
import { call } from "../fixtures/server.fixture.ts";
import type { Server } from "../startup/server.ts";
import { startServer } from "../startup/start-server.ts";

/** The user and group that own nothing; the administrator may write everywhere, so tests run as them step down. */
const NOBODY = 65_534;
const isAdministrator = process.getuid?.() === 0;

let folder: string;
let dataDir: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "clearml-ts-test-"));
  dataDir = join(folder, "data");
  await mkdir(dataDir);
  if (!isAdministrator) {
    return;
  }
  for (const path of [folder, dataDir]) {
    await chown(path, NOBODY, NOBODY);
  }
  process.setegid?.(NOBODY);
  process.seteuid?.(NOBODY);
});
afterEach(async () => {
  if (isAdministrator) {
    process.seteuid?.(0);
    process.setegid?.(0);
  }
  await chmod(dataDir, 0o700);
  await rm(folder, { recursive: true, force: true });
});

async function upload(server: Server): Promise<[status: number, text: string]> {
  const { data } = await call<{ token: string }>(server, "auth.login");
  const body = new FormData();
  body.append("comfort/mean.txt", new Blob(["21.5"]), "file");
  const headers = { authorization: `Bearer ${data.token}` };
  const response = await server.fetch(server.urls.files, { method: "POST", headers, body });
  return [response.status, await response.text()];
}

test("a folder that cannot be written to is refused and left as it is", async () => {
  await (await startServer({ dataDir, listen: false })).close();
  const before = await readdir(dataDir);
  await chmod(dataDir, 0o500);

  const attempt = startServer({ dataDir, listen: false });

  await expect(attempt).rejects.toThrow(DataDirError);
  // Which one depends on who asks: the system goes by the user who started the process.
  await expect(attempt).rejects.toThrow(/permission denied|readonly/);
  expect(await readdir(dataDir)).toEqual(before);
  await chmod(dataDir, 0o700);
  await (await startServer({ dataDir, listen: false })).close();
});

test("a database that cannot be written to is refused", async () => {
  await (await startServer({ dataDir, listen: false })).close();
  for (const name of await readdir(dataDir)) {
    if (name.startsWith("clearml.db")) {
      await chmod(join(dataDir, name), 0o400);
    }
  }
  const attempt = startServer({ dataDir, listen: false });
  await expect(attempt).rejects.toThrow(DataDirError);
  await expect(attempt).rejects.toThrow("readonly");
});

test("uploads are refused while the files cannot be written, and taken again afterwards", async () => {
  await using server = await startServer({ dataDir, listen: false });
  const uploads = join(dataDir, "files", ".uploads");
  await chmod(uploads, 0o500);
  expect(await upload(server)).toEqual([507, "the folder of the files cannot be written to"]);
  // Calls need only the database.
  expect((await call(server, "tasks.create", { name: "a task", type: "training" })).result).toBe("200/0");
  await chmod(uploads, 0o700);
  await chmod(join(dataDir, "files"), 0o500);
  expect(await upload(server)).toEqual([507, "the folder of the files cannot be written to"]);
  await chmod(join(dataDir, "files"), 0o700);
  expect(await upload(server)).toEqual([200, '["comfort/mean.txt"]']);
  expect(await readdir(uploads)).toEqual([]);
});

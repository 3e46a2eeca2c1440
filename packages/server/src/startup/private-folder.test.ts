import { chmod, mkdir, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { temporaryFolder } from "@clearml-ts/testing";
import { afterEach, beforeEach, expect, test } from "vitest";
import { basic, call } from "../fixtures/server.fixture.ts";
import { UserAccounts } from "../maintenance/accounts/user-accounts.ts";
import type { Server } from "./server.ts";
import { startServer } from "./start-server.ts";

// The worst that a process can be started with: whatever is made is for everybody.
let umask: number;
beforeEach(() => {
  umask = process.umask(0);
});
afterEach(() => {
  process.umask(umask);
});

/** Lists the paths in a folder that others may read, write or enter. */
async function openToOthers(folder: string): Promise<string[]> {
  const paths = ["", ...(await readdir(folder, { recursive: true }))];
  const modes = await Promise.all(paths.map(async (path) => (await stat(join(folder, path))).mode & 0o077));
  return paths.filter((_, index) => modes[index] !== 0);
}

async function upload(server: Server): Promise<void> {
  const { data } = await call<{ token: string }>(server, "auth.login", {}, basic(server.credentials));
  const body = new FormData();
  body.append("project/task/file.txt", new Blob(["secret"]), "file.txt");
  const headers = { authorization: `Bearer ${data.token}` };
  expect((await server.fetch(server.urls.files, { method: "POST", headers, body })).status).toBe(200);
}

test("everything that a server makes in a folder that was there is for its user alone", async () => {
  const dataDir = await temporaryFolder();
  await chmod(dataDir, 0o755);
  const warnings: string[] = [];
  await using server = await startServer({ dataDir, listen: false, onWarning: (text) => warnings.push(text) });
  await upload(server);

  expect(await readdir(dataDir)).toEqual(expect.arrayContaining(["clearml.db", "clearml.db-wal", "clearml.db-shm"]));
  expect(await openToOthers(dataDir)).toEqual([]);
  // There was nothing in it that anybody could have read.
  expect(warnings).toEqual([]);
});

test("accounts that are set up before the first start are for this user alone", async () => {
  const dataDir = await temporaryFolder();
  await chmod(dataDir, 0o755);
  using accounts = await UserAccounts.open({ dataDir, create: true });
  await accounts.add({ name: "ada", password: "analytical engine" });

  expect(await openToOthers(dataDir)).toEqual([]);
});

test("a folder that others could read is closed with a warning, and the tokens that they could forge are worth nothing", async () => {
  const dataDir = await temporaryFolder();
  const first = await startServer({ dataDir, listen: false });
  const { data } = await call<{ token: string }>(first, "auth.login");
  await first.close();
  await chmod(dataDir, 0o755);
  await chmod(join(dataDir, "clearml.db"), 0o644);

  const warnings: string[] = [];
  await using second = await startServer({ dataDir, listen: false, onWarning: (text) => warnings.push(text) });

  expect(await openToOthers(dataDir)).toEqual([]);
  expect(warnings).toEqual([expect.stringContaining(join(dataDir, "clearml.db"))]);
  const headers = { authorization: `Bearer ${data.token}` };
  expect((await call(second, "users.get_current_user", {}, headers)).result).toBe("401/30");
});

test("a folder with other people's things in it stays as it is; what the server adds is for its user alone", async () => {
  const dataDir = await temporaryFolder();
  await mkdir(join(dataDir, "theirs"));
  await chmod(dataDir, 0o755);
  await using _ = await startServer({ dataDir, listen: false });

  expect(await openToOthers(dataDir)).toEqual(["", "theirs"]);
});

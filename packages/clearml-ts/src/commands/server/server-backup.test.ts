import { mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { extractZip } from "@clearml-ts/archive";
import { BackupError, backupServer, restoreServer, startServer } from "@clearml-ts/server";
import { expect, test, vi } from "vitest";
import { anyPorts, RunningCommand, run } from "../../command.fixture.ts";
import { Workspace, work } from "./data-folder.fixture.ts";

vi.setConfig({ testTimeout: 60_000 });

test("a server at work is backed up and restored with records, files and key pair", async () => {
  await using space = await Workspace.create();
  const backup = space.at("backup.zip");
  await using command = new RunningCommand([
    "server",
    ...anyPorts,
    "--data-dir",
    space.dataDir,
    "--json",
    "--show-secret",
  ]);
  const ready = await command.ready();
  const call = async (at: typeof ready, endpoint: string, body: object) => {
    const authorization = `Basic ${btoa(`${at.accessKey}:${at.secretKey}`)}`;
    const response = await fetch(`${at.api}/${endpoint}`, {
      method: "POST",
      headers: { authorization },
      body: JSON.stringify(body),
    });
    return (await response.json()) as { meta: { result_code: number }; data: Record<string, string> };
  };
  const store = async (at: typeof ready, path: string, content?: string) => {
    const { data } = await call(at, "auth.login", {});
    const headers = { authorization: `Bearer ${data["token"]}` };
    if (content === undefined) {
      return await fetch(`${at.files}/${path}`, { headers });
    }
    const body = new FormData();
    body.append(path, new Blob([content]), "any");
    return await fetch(at.files, { method: "POST", headers, body });
  };
  const before = await call(ready, "tasks.create", { name: "before", type: "training" });
  expect((await store(ready, "comfort/mean.txt", "21.5")).status).toBe(200);

  const done = await run("server", "backup", backup, "--data-dir", space.dataDir, "--json");
  expect(done).toMatchObject({ status: 0, stderr: "" });
  const after = await call(ready, "tasks.create", { name: "after", type: "training" });
  expect(after.meta.result_code).toBe(200);

  const { size, mode } = await stat(backup);
  expect(JSON.parse(done.stdout)).toMatchObject({ file: backup, bytes: size, files: 1, fileBytes: 4 });
  // Secrets are in it.
  expect(mode & 0o777).toBe(0o600);
  const restored = await run("server", "restore", backup, "--data-dir", space.at("restored"));
  expect(restored).toMatchObject({ status: 0, stderr: "" });
  expect(restored.stdout).toContain(`${space.at("restored")} holds the backup of`);
  await using second = new RunningCommand([
    "server",
    ...anyPorts,
    "--data-dir",
    space.at("restored"),
    "--json",
    "--show-secret",
  ]);
  const again = await second.ready();
  expect(again.secretKey).toBe(ready.secretKey);
  expect((await call(again, "tasks.get_by_id", { task: before.data["id"] })).meta.result_code).toBe(200);
  expect((await call(again, "tasks.get_by_id", { task: after.data["id"] })).meta.result_code).toBe(400);
  expect(await (await store(again, "comfort/mean.txt")).text()).toBe("21.5");
});

test("for people it says what went in, and its options may stand on either side of its name", async () => {
  await using space = await Workspace.create();
  await work(space.dataDir, async ({ storage }, { urls }) => {
    await storage.upload("21.5", `${urls.files}/comfort/mean.txt`);
  });

  const { status, stdout, stderr } = await run("server", "--data-dir", space.dataDir, "backup", space.at("b.zip"));

  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(stdout).toContain(`${space.dataDir} is backed up in ${space.at("b.zip")} (`);
  expect(stdout).toContain("files     1 of 4 bytes in all\n");
});

test("files whose task is gone already are not backed up", async () => {
  await using space = await Workspace.create();
  const keep: string[] = [];
  await work(space.dataDir, async ({ services, storage }, { urls }) => {
    const uri = await storage.upload("weights", `${urls.files}/models/a.bin`);
    await storage.upload("weights", `${urls.files}/models/b.bin`);
    const { id } = await services.models.create({ uri, name: "comfort" });
    await services.models.delete({ model: id });
    const summary = await backupServer(space.at("b.zip"), { dataDir: space.dataDir });
    keep.push(...(await extractZip(space.at("b.zip"), space.at("out"))));
    expect(summary.files).toBe(1);
  });
  expect(keep.filter((name) => name.startsWith("files/"))).toEqual(["files/models/b.bin"]);
});

test("without stored files, restoring leaves those that are there", async () => {
  await using space = await Workspace.create();
  await work(space.dataDir, async ({ storage }, { urls }) => {
    await storage.upload("21.5", `${urls.files}/comfort/mean.txt`);
  });
  const { status } = await run("server", "backup", space.at("b.zip"), "--data-dir", space.dataDir, "--no-files");
  expect(status).toBe(0);
  await rm(space.at("data", "clearml.db"));
  await rm(space.at("data", "credentials.json"));

  const summary = await restoreServer(space.at("b.zip"), { dataDir: space.dataDir, force: true });

  expect(summary.files).toBe(0);
  expect(await readFile(space.at("data", "files", "comfort", "mean.txt"), "utf8")).toBe("21.5");
  await (await startServer({ dataDir: space.dataDir, listen: false })).close();
});

test("nothing is overwritten, made up or left half done", async () => {
  await using space = await Workspace.create();
  await work(space.dataDir, async () => {});
  await mkdir(space.at("empty"));
  await writeFile(space.at("taken.zip"), "mine");
  const refused = async (file: string, reason: string, dataDir = space.dataDir) => {
    const attempt = backupServer(file, { dataDir });
    await expect(attempt).rejects.toThrow(BackupError);
    await expect(attempt).rejects.toThrow(reason);
  };

  await refused(space.at("taken.zip"), "exists already");
  await refused(space.at("empty"), "is a folder");
  await refused(space.at("data", "files", "b.zip"), "among the stored files");
  await refused(space.at("nowhere", "b.zip"), "nowhere");
  await refused(space.at("b.zip"), "holds no database", space.at("empty"));
  await writeFile(space.at("empty", "clearml.db"), "no database at all ".repeat(1000));
  await refused(space.at("b.zip"), "not a database", space.at("empty"));
  expect(await readFile(space.at("taken.zip"), "utf8")).toBe("mine");
  expect((await readdir(space.path)).sort()).toEqual(["data", "empty", "taken.zip"]);

  await backupServer(space.at("taken.zip"), { dataDir: space.dataDir, force: true });
  expect(await extractZip(space.at("taken.zip"), space.at("out"))).toContain("clearml.db");
});

test("one that is interrupted leaves nothing behind", async () => {
  await using space = await Workspace.create();
  await work(space.dataDir, async () => {});
  const signal = AbortSignal.abort(new Error("Ctrl-C"));

  const attempt = backupServer(space.at("b.zip"), { dataDir: space.dataDir, signal });

  await expect(attempt).rejects.toThrow("Ctrl-C");
  expect(await readdir(space.path)).toEqual(["data"]);
});

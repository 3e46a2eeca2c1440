import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { createZip, extractZip } from "@clearml-ts/archive";
import { backupServer, NewerDatabaseError, RestoreError, restoreServer, startServer } from "@clearml-ts/server";
import { expect, test, vi } from "vitest";
import { run } from "../../command.fixture.ts";
import { contentsOf, Workspace, work } from "./data-folder.fixture.ts";

vi.setConfig({ testTimeout: 60_000 });

/** A backup with one project and one file. */
async function makeBackup(space: Workspace): Promise<string> {
  const file = space.at("backup.zip");
  await work(space.dataDir, async ({ services, storage }, { urls }) => {
    await services.projects.create({ name: "comfort" });
    await storage.upload("21.5", `${urls.files}/comfort/mean.txt`);
  });
  await backupServer(file, { dataDir: space.dataDir });
  return file;
}

test("a folder that holds data is refused, and by force it is moved aside", async () => {
  await using space = await Workspace.create();
  const backup = await makeBackup(space);
  await work(space.dataDir, async ({ services }) => {
    await services.projects.create({ name: "later" });
  });
  const before = await contentsOf(space.dataDir);

  const refused = await run("server", "restore", backup, "--data-dir", space.dataDir);
  expect(refused).toMatchObject({ status: 1, stdout: "" });
  expect(refused.stderr).toMatch(/^clearml-ts: .*holds clearml\.db, .*credentials\.json, files.*\n$/);
  expect(await contentsOf(space.dataDir)).toEqual(before);

  const forced = await run("server", "restore", backup, "--data-dir", space.dataDir, "--force", "--json");
  expect(forced).toMatchObject({ status: 0, stderr: "" });
  const { movedAside } = JSON.parse(forced.stdout);
  expect(await readFile(`${movedAside}/files/comfort/mean.txt`, "utf8")).toBe("21.5");
  const projects = async (folder: string) => {
    const names: string[] = [];
    await work(folder, async ({ services }) => {
      names.push(...(await services.projects.getAll({})).projects.map(({ name }) => name));
    });
    return names;
  };
  expect(await projects(space.dataDir)).toEqual(["comfort"]);
  expect((await projects(movedAside)).sort()).toEqual(["comfort", "later"]);
});

test("a folder that a server works on is refused with its process", async () => {
  await using space = await Workspace.create();
  const backup = await makeBackup(space);
  await using _server = await startServer({ dataDir: space.dataDir, listen: false });

  const { status, stderr } = await run("server", "restore", backup, "--data-dir", space.dataDir, "--force");

  expect(status).toBe(1);
  expect(stderr).toMatch(new RegExp(`^clearml-ts: .*in use by process ${process.pid}\\..*\\n$`));
});

test("what stands in a folder besides is left alone", async () => {
  await using space = await Workspace.create();
  const backup = await makeBackup(space);
  await mkdir(space.at("volume", "lost+found"), { recursive: true });

  await restoreServer(backup, { dataDir: space.at("volume") });

  expect((await readdir(space.at("volume"))).filter((name) => !name.startsWith("server."))).toEqual([
    "clearml.db",
    "credentials.json",
    "files",
    "lost+found",
  ]);
});

test("a file that is cut off, damaged, foreign or missing changes nothing", async () => {
  await using space = await Workspace.create();
  const backup = await makeBackup(space);
  const whole = await readFile(backup);
  const refused = async (content: Buffer | undefined, reason: string) => {
    const file = space.at("tried.zip");
    if (content) {
      await writeFile(file, content);
    }
    for (const dataDir of [space.dataDir, space.at("new")]) {
      const before = await contentsOf(space.path);
      const attempt = restoreServer(content ? file : space.at("none.zip"), { dataDir, force: true });
      await expect(attempt).rejects.toThrow(RestoreError);
      await expect(attempt).rejects.toThrow(reason);
      expect(await contentsOf(space.path)).toEqual(before);
    }
    expect(await readdir(space.path)).not.toContain("new");
  };

  await refused(undefined, "not a backup of a server, or not whole");
  await refused(Buffer.alloc(0), "not a backup of a server, or not whole");
  await refused(Buffer.from("21.5"), "not a backup of a server, or not whole");
  for (const part of [0.1, 0.5, 0.99]) {
    await refused(whole.subarray(0, whole.length * part), "not whole");
  }
  const damaged = Buffer.from(whole);
  // One changed byte may mean the same: where a run of zeros is copied from does not matter.
  damaged.fill(0xff, whole.length >> 1, (whole.length >> 1) + 100);
  await refused(damaged, "Nothing was changed");

  await writeFile(space.at("note.txt"), "hello");
  await createZip(space.at("foreign.zip"), [{ name: "note.txt", path: space.at("note.txt") }]);
  await refused(await readFile(space.at("foreign.zip")), "no backup.json");
});

test("a backup of a newer version, or one whose database is damaged, changes nothing", async () => {
  await using space = await Workspace.create();
  const backup = await makeBackup(space);
  await extractZip(backup, space.at("parts"));
  const packed = async (name: string, changed: (content: Buffer) => Uint8Array | string) => {
    await writeFile(space.at(name), changed(await readFile(space.at("parts", name))));
    const parts = ["backup.json", "clearml.db", "credentials.json"];
    const entries = parts.map((part) => ({
      name: part,
      path: part === name ? space.at(part) : space.at("parts", part),
    }));
    await createZip(space.at("changed.zip"), entries);
    return restoreServer(space.at("changed.zip"), { dataDir: space.at("new") });
  };

  const withSchema1000 = (file: Buffer) => {
    // The number of the schema is the 32 bits at byte 60 of a database file.
    file.writeUInt32BE(1000, 60);
    return file;
  };
  await expect(packed("clearml.db", withSchema1000)).rejects.toThrow("schema 1000");
  await expect(packed("clearml.db", (file) => file.fill(1, 4096, 8192))).rejects.toThrow("damaged");
  const newer = packed("backup.json", (file) => file.toString().replace(/"schema": \d+/, '"schema": 1000'));
  await expect(newer).rejects.toThrow(NewerDatabaseError);
  expect(await readdir(space.path)).not.toContain("new");
});

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { connect } from "@clearml-ts/client";
import { Dataset } from "@clearml-ts/datasets";
import { type Server, startServer } from "@clearml-ts/server";
import { folderWith, temporaryFolder } from "@clearml-ts/testing";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { environmentOf } from "../../command.fixture.ts";
import { refusal } from "../../usage/refusal.fixture.ts";
import { runInProcess } from "../in-process.fixture.ts";
import { dataCommand } from "./data.ts";

let server: Server;
beforeAll(async () => {
  server = await startServer({ database: ":memory:", apiPort: 0, webPort: 0, filesPort: 0 });
});
afterAll(() => server.close());

/** Somebody with a home of their own, who runs commands one after the other. */
async function somebody() {
  const home = await temporaryFolder();
  const variables = {
    HOME: home,
    ...environmentOf(server),
  };
  const data = (...args: string[]) => runInProcess(dataCommand(), args, variables);
  const ok = async (...args: string[]) => {
    const { status, stdout, stderr } = await data(...args);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    return stdout.trimEnd();
  };
  const json = async <T = Record<string, unknown>>(...args: string[]): Promise<T> =>
    JSON.parse(await ok(...args, "--json")) as T;
  return { home, data, ok, json, state: () => readFile(join(home, ".clearml_data.json"), "utf8") };
}

const about = (name: string) => ["--project", "commands", "--name", name];

test("a version is made by one command after the other, which know the one that they work on", async () => {
  const { home, data, ok, json, state } = await somebody();
  const folder = await folderWith({ "a.csv": "a", "b.txt": "b", "sub/c.csv": "c" });
  const { id } = await json<{ id: string }>("create", ...about("survey"), "--version", "2.0", "--tags", "raw", "new");
  expect(JSON.parse(await state())).toEqual({ id });
  expect(await ok("add", "--files", folder, "--wildcard", "*.csv", "--verbose")).toBe(
    "Add a.csv\nAdd sub/c.csv\n2 files added",
  );
  expect(await ok("add", "--files", join(folder, "b.txt"), "--dataset-folder", "notes")).toBe("1 file added");
  expect(await ok("add", "--links", `file://${folder}`, "--wildcard", "b*", "--dataset-folder", "far")).toBe(
    "1 file added",
  );
  expect(await ok("remove", "--files", "sub")).toBe("1 file removed");
  await ok("set-description", "--description", "made by commands");
  expect((await data("close", "--disable-upload")).stderr).toContain("2 files are not uploaded yet");
  expect(await json("upload", "--chunk-size", "-1")).toEqual({ id, chunks: 1 });
  expect(await ok("list", "--filter", "*.csv", "*.txt")).toMatch(
    /a\.csv +\| 1 +\| [\da-f]{64}\n(.*\n)*Total 3 files, 3 bytes$/,
  );
  expect(await json("close")).toEqual({ id, version: "2.0", status: "completed" });
  expect(JSON.parse(await state())).toEqual({});
  expect((await data("upload")).stderr).toContain("Name it by --id");

  await using connection = await connect({ ...server.credentials, env: {} });
  const dataset = await Dataset.get({ id }, { connection });
  expect([dataset.version, [...dataset.tags].sort()]).toEqual(["2.0", ["external files", "new", "raw"]]);
  expect(dataset.listFiles()).toEqual(["a.csv", "far/b.txt", "notes/b.txt"]);

  const copy = join(home, "copy");
  expect(await json("get", "--id", id, "--copy", copy)).toEqual({ id, folder: copy });
  const named = await json<{ id: string }>("get", ...about("survey"), "--copy", join(home, "named"));
  expect(named.id).toBe(id);
  expect(await ok("verify", "--folder", copy)).toContain("no errors found");
  await writeFile(join(copy, "a.csv"), "x");
  const verified = await data("verify", "--id", id, "--folder", copy, "--verbose");
  expect([verified.status, verified.stdout]).toEqual([
    1,
    expect.stringContaining("Error: a.csv is missing or differs"),
  ]);
  expect((await data("get", "--id", id, "--copy", copy)).stderr).toContain("holds files already");
  const link = join(home, "link");
  await ok("get", "--id", id, "--link", link);
  expect(await readFile(join(link, "notes/b.txt"), "utf8")).toBe("b");
  expect(await ok("publish", "--id", id)).toBe("Dataset published");
});

test("a folder becomes a version in one command, and none when nothing has changed", async () => {
  const { home, ok, json, state } = await somebody();
  const folder = await folderWith({ "a.csv": "a", "b.csv": "b" });
  const first = await json<{ id: string }>("sync", ...about("synced"), "--folder", folder);
  expect(first).toMatchObject({ removed: 0, added: 2, modified: 0, status: "completed" });
  await writeFile(join(folder, "a.csv"), "changed");
  const second = await json<{ id: string }>("sync", "--parents", first.id, ...about("synced"), "--folder", folder);
  expect(second).toMatchObject({ removed: 0, added: 0, modified: 1 });
  const warn = vi.spyOn(console, "warn");
  const same = await ok("sync", "--parents", second.id, ...about("synced"), "--folder", folder);
  expect(warn.mock.calls).toEqual([]);
  expect(same).toContain("Zero modifications on local copy, reverting dataset creation.");
  expect(JSON.parse(await state())).toEqual({});

  expect(await ok("compare", "--source", first.id, "--target", second.id)).toBe(
    "Comparison summary: 0 files removed, 1 files modified, 0 files added",
  );
  const found = await json<{ id: string }[]>("search", ...about("^synced$"));
  expect(found.map(({ id }) => id)).toEqual([second.id, first.id]);
  expect(await ok("search", "--ids", first.id)).toContain(first.id);

  const squashed = await json<{ id: string }>("squash", "--name", "squashed", "--ids", first.id, second.id);
  await ok("rename", "--project", "commands", "--name", "squashed", "--new-name", "renamed");
  await ok("move", ...about("renamed"), "--new-project", "commands/elsewhere");
  const elsewhere = ["--project", "commands/elsewhere", "--name", "renamed"];
  expect(await json("list", ...elsewhere, "--modified")).toMatchObject({ id: squashed.id, bytes: 8 });
  expect(await json("get", "--id", squashed.id, "--part", "0", "--num-parts", "1")).toMatchObject({
    folder: expect.stringContaining(join(home, ".clearml")),
  });
  expect(await ok("delete", ...elsewhere)).toBe("Dataset(s) deleted");
});

test("a version that is not there does not take the place of the one that commands work on", async () => {
  const { data, json, state } = await somebody();
  const { id } = await json<{ id: string }>("create", ...about("mistyped"));
  expect((await data("get", "--id", "nowhere")).stderr).toContain('No dataset with id "nowhere"');
  expect((await data("sync", "--id", "nowhere", "--folder", ".")).stderr).toContain('No dataset with id "nowhere"');
  expect(JSON.parse(await state())).toEqual({ id });
});

test("what cannot be done is said in one line, with the status 1", async () => {
  const { data, json } = await somebody();
  const parent = await json<{ id: string }>("sync", ...about("used"), "--folder", await folderWith({ a: "a" }));
  await json("sync", "--parents", parent.id, ...about("used"), "--folder", await folderWith({ b: "b" }));
  const used = await data("delete", "--id", parent.id);
  expect([used.status, used.stderr]).toEqual([
    1,
    expect.stringMatching(/^clearml-ts: Cannot delete.*comes from it.*\n$/),
  ]);
  const several = await data("delete", ...about("used"));
  expect([several.status, several.stderr]).toEqual([1, expect.stringContaining("has several versions")]);
  expect((await data("delete", ...about("used"), "--entire-dataset")).status).toBe(1);
  expect((await data("delete", ...about("used"), "--entire-dataset", "--force")).status).toBe(0);
  expect((await data("create", "--project", "ab", "--name", "short project")).stderr).toBe(
    'clearml-ts: A dataset needs a project and a name of at least three characters, not "short project" in "ab".\n',
  );
});

test.each([
  [["create"], "--name"],
  [["upload", "--chunk-size", "half"], "megabytes"],
  [["delete", "--project", "commands"], "go together"],
])("wrong usage is said in one line: %j", async (args, message) => {
  expect(await refusal(["data", ...args])).toContain(message);
});

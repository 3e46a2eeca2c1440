import { readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Task } from "@clearml-ts/tasks";
import { folderWith, temporaryFolder } from "@clearml-ts/testing";
import { expect, test } from "vitest";
import { InputModel } from "./input/input-model.ts";
import { liveConnection } from "./live-connection.fixture.ts";
import { registerModel } from "./output/register-model.ts";

const HOSTILE_NAMES = ["../../victim", "...", "/etc/victim", "..\\..\\victim", "nul", "C:\\victim", "a\nb"];

test.each(HOSTILE_NAMES)(
  "a model called %j stays below a store that is a folder, and inside the cache",
  async (name) => {
    const { connection, cacheDir } = await liveConnection();
    const top = await temporaryFolder();
    const outputUri = `file://${join(top, "a", "b", "share")}`;
    await using task = await Task.init({ project: "hostile", name: `${name}/../x`, outputUri }, { connection });
    const weights = await folderWith({ "graph.pb": "graph" });

    const stored = await registerModel({ task, name, weights });
    const found = await readdir(top, { recursive: true, withFileTypes: true });
    const files = found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    expect(files.length).toBe(1);
    expect(files.filter((file) => !file.startsWith(join(top, "a", "b", "share")))).toEqual([]);

    await using remote = await Task.init({ project: "hostile", name: "remote" }, { connection });
    const made = await registerModel({ task: remote, name, weights });
    const model = await InputModel.get({ id: made.id }, { connection });
    expect(dirname(await model.getLocalCopy())).toBe(join(cacheDir, "storage_manager", "global"));
    expect(stored.id).not.toBe(made.id);
  },
);

import { stat } from "node:fs/promises";
import { startServer, VacuumError, vacuumServer } from "@clearml-ts/server";
import { expect, test, vi } from "vitest";
import { run } from "../../command.fixture.ts";
import { Workspace, work } from "./data-folder.fixture.ts";

vi.setConfig({ testTimeout: 60_000 });

test("the room of what was deleted goes back to the disk, and what is left stays", async () => {
  await using space = await Workspace.create();
  await work(space.dataDir, async ({ services }) => {
    const { id: task } = await services.tasks.create({ name: "talkative", type: "training" });
    const line = { type: "log", task, level: "info", worker: "here", msg: "x".repeat(10_000) } as const;
    await services.events.addBatch(Array.from({ length: 200 }, () => line));
    await services.projects.create({ name: "comfort" });
    await services.tasks.delete({ task });
  });

  const { status, stdout, stderr } = await run("server", "vacuum", "--data-dir", space.dataDir, "--json");

  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  const { before, after } = JSON.parse(stdout);
  expect(before).toBeGreaterThan(2_000_000);
  expect(after).toBeLessThan(1_000_000);
  expect((await stat(space.at("data", "clearml.db"))).size).toBe(after);
  const names: string[] = [];
  await work(space.dataDir, async ({ services }) => {
    names.push(...(await services.projects.getAll({})).projects.map(({ name }) => name));
  });
  expect(names).toEqual(["comfort"]);
});

test("not while a server is at work, and not without a database", async () => {
  await using space = await Workspace.create();
  await using _server = await startServer({ dataDir: space.dataDir, listen: false });

  const { status, stderr } = await run("server", "vacuum", "--data-dir", space.dataDir);
  expect(status).toBe(1);
  expect(stderr).toMatch(new RegExp(`^clearml-ts: .*in use by process ${process.pid}\\..*\\n$`));
  await expect(vacuumServer({ dataDir: space.at("nowhere") })).rejects.toThrow(VacuumError);
  await expect(stat(space.at("nowhere"))).rejects.toThrow("ENOENT");
});

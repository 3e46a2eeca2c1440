import { writeFile } from "node:fs/promises";
import { expect, test, vi } from "vitest";
import { anyPorts, RunningCommand, run } from "../../command.fixture.ts";
import { Workspace, work } from "./data-folder.fixture.ts";

vi.setConfig({ testTimeout: 60_000 });

test("a server at work is looked at, in words and as JSON", async () => {
  await using space = await Workspace.create();
  await using command = new RunningCommand([
    "server",
    ...anyPorts,
    "--data-dir",
    space.dataDir,
    "--json",
    "--show-secret",
  ]);
  await command.ready();

  const told = await run("server", "doctor", ...anyPorts, "--data-dir", space.dataDir);
  const json = await run("server", "doctor", ...anyPorts, "--data-dir", space.dataDir, "--json");

  expect(told).toMatchObject({ status: 0, stderr: "" });
  expect(told.stdout).toContain(`ok       server    process ${command.pid} works on the folder\n`);
  expect(json).toMatchObject({ status: 0, stderr: "" });
  expect(JSON.parse(json.stdout)).toMatchObject({ dataDir: space.dataDir, healthy: true });
});

test("a problem is said with what to do, and the status is 1", async () => {
  await using space = await Workspace.create();
  await work(space.dataDir, async () => {});
  await writeFile(space.at("data", "clearml.db"), "no database at all ".repeat(1000));

  const { status, stdout, stderr } = await run("server", "doctor", ...anyPorts, "--data-dir", space.dataDir);

  expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
  expect(stdout).toMatch(
    /^problem +database +it cannot be read: .+\n +Restore the newest backup into a new folder\.$/m,
  );
});

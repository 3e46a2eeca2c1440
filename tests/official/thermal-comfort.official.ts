import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { connect } from "@clearml-ts/client";
import { escapePattern } from "@clearml-ts/protocol";
import { expect, onTestFinished, test } from "vitest";
import type { RunResult } from "../../examples/thermal-comfort/src/cli/result.ts";
import { modelOf } from "../interop/thermal-comfort/thermal-comfort-command.ts";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const project = `Thermal comfort ${Date.now()}`;

test("the example runs twice, and then with a challenger, on the server that the environment names", async () => {
  const home = await mkdtemp(join(tmpdir(), "clearml-ts-official-"));
  onTestFinished(() => rm(home, { recursive: true, force: true }));
  onTestFinished(deleteProjects);

  const first = await run(home, "--models", "3");
  const second = await run(home, "--models", "3");
  const challenger = await run(home, "--models", "6");

  expect(first).toMatchObject({ server: null, champion: { promoted: true, previous: null } });
  expect(second).toMatchObject({ datasets: first.datasets, metrics: first.metrics, model: first.model });
  expect(second.champion).toMatchObject({ promoted: false, previous: modelOf(first).id });
  const isBetter = modelOf(challenger).value > modelOf(first).value;
  expect(challenger.champion).toMatchObject({ promoted: isBetter, previous: modelOf(first).id });
});

async function run(home: string, ...args: string[]): Promise<RunResult> {
  const main = join(root, "examples/thermal-comfort/src/main.ts");
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--import", "tsx", main, "--json", "--no-tune", "--project", project, ...args],
    { cwd: join(root, "examples/thermal-comfort"), env: { ...process.env, TMPDIR: home } },
  );
  return JSON.parse(stdout) as RunResult;
}

/** Deletes what the runs left behind. */
async function deleteProjects(): Promise<void> {
  await using connection = await connect();
  const { projects } = await connection.services.projects.getAll({
    name: `^${escapePattern(project)}$`,
    search_hidden: true,
  });
  for (const { id } of projects) {
    await connection.services.projects.delete({ project: id, force: true, delete_contents: true });
  }
}

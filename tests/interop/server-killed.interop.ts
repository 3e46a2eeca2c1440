import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Task } from "@clearml-ts/tasks";
import { describe, expect, type TestContext, test } from "vitest";
import { freePorts } from "./fixtures/free-ports.ts";
import { startServerProcess } from "./fixtures/server-process.ts";
import { Witness } from "./fixtures/witness.ts";
import { resultOf, thermalComfort } from "./thermal-comfort/thermal-comfort-command.ts";

const components = ["uploadRawData", "processData", "buildFeatures", "trainModels", "registerBestModel"];
const quick = ["--models", "4", "--no-tune"];

/** Side by side: the run whose server is gone spends nearly all of its time waiting for it to come back. */
describe.concurrent("The server is killed in mid-run", () => {
  test("five times, and started again: the run goes on, and nothing acknowledged is lost", async ({
    onTestFinished,
  }) => {
    const home = temporaryFolder(onTestFinished);
    const dataDir = join(home, "server");
    const [api = 0, web = 0, files = 0] = await freePorts(3);
    const ports = { api, web, files };
    let server = await startServerProcess(dataDir, ports);
    onTestFinished(() => server.end("SIGTERM"));
    const witness = await Witness.open(server.address, join(home, "cache"));
    onTestFinished(() => witness.close());

    let restarts = Promise.resolve();
    const begun: string[] = [];
    const outcome = await thermalComfort(quick, {
      home,
      server: server.address,
      onLine: (line) => {
        const component = components.find((name) => line.startsWith(`▸ ${name}`));
        if (component === undefined) {
          return;
        }
        begun.push(component);
        restarts = restarts.then(async () => {
          await server.end("SIGKILL");
          server = await startServerProcess(dataDir, ports);
        });
      },
    });
    await restarts;

    expect(begun).toEqual(components);
    const run = resultOf(outcome);
    const { acknowledged, lost } = await witness.compare();
    expect(acknowledged).toBeGreaterThan(100);
    expect(lost).toEqual([]);
    const ids = Object.values(run.tasks);
    const { tasks } = await witness.connection.services.tasks.getAll({ id: ids, search_hidden: true });
    expect(tasks.map(({ status }) => status)).toEqual(ids.map(() => "completed"));
    const training = await Task.get({ id: run.tasks["trainModels"] ?? "" }, witness);
    const { "R2 by fold": folds = {} } = await training.getReportedScalars();
    expect(Object.values(folds).map(({ x }) => x)).toEqual(Object.keys(run.metrics).map(() => [0, 1, 2, 3, 4]));
  });

  test("for good: one clear line, and status 1", async ({ onTestFinished }) => {
    const home = temporaryFolder(onTestFinished);
    const server = await startServerProcess(join(home, "server"));
    onTestFinished(() => server.end("SIGKILL"));
    const { status, stdout, lines } = await thermalComfort(quick, {
      home,
      server: server.address,
      onLine: (line) => {
        if (line.startsWith("▸ trainModels")) {
          void server.end("SIGKILL");
        }
      },
    });
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(lines.at(-1)).toMatch(/^Error: .*cannot be reached/);
    expect(lines.filter((line) => /^\s+at /.test(line))).toEqual([]);
  });
});

function temporaryFolder(onTestFinished: TestContext["onTestFinished"]): string {
  const folder = mkdtempSync(join(tmpdir(), "clearml-killed-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

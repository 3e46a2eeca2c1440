import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { connect } from "@clearml-ts/client";
import { startServer } from "@clearml-ts/server";
import { temporaryFolder } from "@clearml-ts/testing";
import { expect, onTestFinished, test } from "vitest";
import { Task } from "../task/task.ts";
import { syncJournals } from "./sync-journals.ts";

const program = fileURLToPath(new URL("ending-program.fixture.ts", import.meta.url));

/** Starts a program that ends in some way, on a real server; `ended` answers how, and the task as it is then. */
async function start(way: string, { dataDir }: { dataDir?: string } = {}) {
  const where = dataDir === undefined ? ({ database: ":memory:" } as const) : { dataDir };
  const server = await startServer({ ...where, apiPort: 0, webPort: 0, filesPort: 0 });
  onTestFinished(() => server.close());
  const { apiServer, webServer, filesServer, accessKey, secretKey } = server.credentials;
  const cacheDir = await temporaryFolder();
  const child = spawn(process.execPath, ["--import", "tsx", "--conditions", "@clearml-ts/source", program, way], {
    stdio: ["pipe", "pipe", "pipe"],
    env: {
      PATH: process.env["PATH"],
      HOME: cacheDir,
      CLEARML_API_HOST: apiServer,
      CLEARML_WEB_HOST: webServer,
      CLEARML_FILES_HOST: filesServer,
      CLEARML_API_ACCESS_KEY: accessKey,
      CLEARML_API_SECRET_KEY: secretKey,
      CLEARML_CACHE_DIR: cacheDir,
    },
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const closed = once(child, "close");
  const id = String(await Promise.race([once(child.stdout, "data"), closed])).trim();
  return {
    child,
    server,
    cacheDir,
    closed,
    async stopOnPage() {
      await using connection = await connect({ ...server.credentials, cacheDir, env: {} });
      await connection.services.tasks.stop({ task: id, force: true });
    },
    async ended() {
      const [exitCode, signal] = await closed;
      const connection = await connect({ ...server.credentials, cacheDir, env: {} });
      onTestFinished(() => connection.close());
      const task = await Task.get({ id }, { connection });
      const curves = await task.getReportedScalars();
      const points = curves["loss"]?.["train"]?.x.length;
      return { exitCode, signal, stderr, task, points, connection };
    },
  };
}

test.each([
  ["finishes", 0, "completed", "completed"],
  ["fails", 3, "failed", "Exit code 3"],
  ["throws", 1, "failed", "Exception Error: boom"],
  ["rejects", 1, "failed", "Exception RangeError: beyond"],
  ["leaves its block by an error", 1, "failed", "Exception TypeError: no rows"],
  ["leaves its block and fails later", 1, "completed", "completed"],
] as const)("a program that %s leaves all its points, exit code %i and a task that is %s", async (way, ...expected) => {
  const { exitCode, task, points, stderr } = await (await start(way)).ended();
  expect([exitCode, task.status, task.record.status_reason], stderr).toEqual(expected);
  expect(points).toBe(500);
});

test("an error that nobody caught is printed by Node as ever, and stands in the console of the task", async () => {
  const { stderr, task } = await (await start("throws")).ended();
  expect(stderr).toMatch(/\n\nError: boom\n {4}at .*ending-program\.fixture\.ts:\d+:\d+\)[\s\S]*\n\nNode\.js v/);
  expect(stderr).not.toContain("process-hooks");
  const lines: string[] = [];
  for await (const { msg = "" } of task.getReportedConsole()) {
    lines.push(msg);
  }
  expect(lines.join("\n")).toContain("Error: boom\n    at ");
});

test.each(["SIGINT", "SIGTERM"] as const)("%s stops the task, and the program ends by it", async (name) => {
  const program = await start("waits");
  program.child.kill(name);
  const { signal, task, points } = await program.ended();
  expect([signal, task.status, points]).toEqual([name, "stopped", 500]);
});

test.each([
  ["waits", null, "SIGTERM", "so this program ends"],
  ["hears", null, "SIGTERM", "heard"],
  ["looks", 0, null, ""],
] as const)("a program that %s ends when somebody stops its task on the page", async (way, code, by, message) => {
  const program = await start(way);
  await program.stopOnPage();
  const { exitCode, signal, stderr, task, points } = await program.ended();
  expect([exitCode, signal, stderr]).toEqual([code, by, expect.stringContaining(message)]);
  expect([task.status, points]).toEqual(["stopped", 500]);
});

test.each([
  ["errors", "handles", 4],
  ["signals", "heeds", 5],
] as const)("a program that handles its %s itself decides how it goes on", async (_what, way, code) => {
  const { exitCode, signal, task, points } = await (await start(way)).ended();
  expect([exitCode, signal, task.status, points]).toEqual([code, null, "failed", 500]);
});

test("reports and status of a program that calls process.exit() are delivered by the next that syncs", async () => {
  const { exitCode, task, points, connection } = await (await start("exits")).ended();
  expect([exitCode, task.status, points]).toEqual([0, "in_progress", undefined]);
  const { journals } = await syncJournals(connection);
  expect(journals).toEqual([{ task: task.id, delivered: 500, left: 0, rejected: 0, damaged: 0, status: "completed" }]);
  await task.reload();
  expect([task.status, (await task.getReportedScalars())["loss"]?.["train"]?.x.length]).toEqual(["completed", 500]);
  expect(await syncJournals(connection)).toEqual({ journals: [], running: [] });
});

test.each([
  ["leaves its block when it is told", "completed", "completed"],
  ["leaves its block by an error when it is told", "failed", "Exception TypeError: no rows"],
])(
  "a program that %s, while the server is away, leaves the task to the next that syncs: %s",
  async (way, ...expected) => {
    const dataDir = await temporaryFolder();
    const { child, server, cacheDir, closed } = await start(way, { dataDir });
    await server.close();
    child.stdin.end("now");
    expect(await closed).toEqual([1, null]);
    const portOf = (url: string) => Number(new URL(url).port);
    const { api, web, files } = server.urls;
    const ports = { apiPort: portOf(api), webPort: portOf(web), filesPort: portOf(files) };
    await using again = await startServer({ dataDir, ...ports });
    await using connection = await connect({ ...again.credentials, cacheDir, env: {} });
    const { journals } = await syncJournals(connection);
    expect(journals).toMatchObject([{ left: 0, status: expected[0] }]);
    const task = await Task.get({ id: journals[0]?.task ?? "" }, { connection });
    expect([task.status, task.record.status_reason]).toEqual(expected);
  },
);

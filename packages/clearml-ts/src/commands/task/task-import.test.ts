import { connect } from "@clearml-ts/client";
import { startServer } from "@clearml-ts/server";
import { Task } from "@clearml-ts/tasks";
import { temporaryFolder } from "@clearml-ts/testing";
import { expect, test, vi } from "vitest";
import { environmentOf, RunningCommand } from "../../command.fixture.ts";
import { refusal } from "../../usage/refusal.fixture.ts";

async function recordedSession(): Promise<string> {
  vi.stubEnv("CLEARML_CACHE_DIR", await temporaryFolder());
  vi.stubEnv("CLEARML_OFFLINE_MODE", "1");
  const task = await Task.init({ project: "demo", name: "in the field", resourceMonitor: false });
  task.logger.reportScalar("loss", "train", 0.25, { iteration: 1 });
  await task.close();
  vi.unstubAllEnvs();
  return task.getOfflineModeFolder() ?? "";
}

test("a session becomes a task, new or an earlier one", async () => {
  await using server = await startServer({ database: ":memory:", apiPort: 0, webPort: 0, filesPort: 0 });
  await using connection = await connect({ ...server.credentials, env: {} });
  const taskImport = async (...args: string[]) =>
    new RunningCommand(["task", "import", ...args, "--json"], environmentOf(server)).end();
  const session = await recordedSession();
  const first = await taskImport(`${session}.zip`);
  expect(first).toMatchObject({ status: 0, stderr: "" });
  const { id } = JSON.parse(first.stdout);
  const task = await Task.get({ id }, { connection });
  expect(task).toMatchObject({ name: "in the field", status: "completed" });
  expect(JSON.parse(first.stdout)).toEqual({ id, page: task.webUrl });

  const again = await taskImport(session, "--previous", id, "--iteration-offset", "10");
  expect(JSON.parse(again.stdout)).toEqual({ id, page: task.webUrl });
  expect(await task.getAllReportedScalars()).toEqual({ loss: { train: { x: [1, 11], y: [0.25, 0.25] } } });
});

test.each([
  [["session.zip", "--iteration-offset", "1.5"], "It must be a whole number."],
  [[], "session"],
])("wrong usage is said in one line: %j", async (args, message) => {
  expect(await refusal(["task", "import", ...args])).toContain(message);
});

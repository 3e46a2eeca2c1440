import { connect } from "@clearml-ts/client";
import { startServer } from "@clearml-ts/server";
import { temporaryFolder } from "@clearml-ts/testing";
import { expect, onTestFinished, test, vi } from "vitest";
import { environmentOf, RunningCommand } from "../command.fixture.ts";
import { refusal } from "../usage/refusal.fixture.ts";

/** A server on ports of its own, and a connection to it. */
async function openServer() {
  const server = await startServer({ database: ":memory:", apiPort: 0, webPort: 0, filesPort: 0 });
  onTestFinished(() => server.close());
  const connection = await connect({ ...server.credentials, env: {} });
  onTestFinished(() => connection.close());
  const home = await temporaryFolder();
  const env = {
    HOME: home,
    ...environmentOf(server),
  };
  const { tasks } = connection.services;
  const queued = async (entry_point: string, queue_name: string) => {
    const script = { binary: "bash", entry_point };
    const { id: task } = await tasks.create({ name: "a task", type: "training", script });
    await tasks.enqueue({ task, queue_name });
    return task;
  };
  const status = async (task: string) => (await tasks.getById({ task })).task.status;
  return { connection, env, queued, status };
}

const lines = (text: string) => text.trim().split("\n");

test("runs tasks of its queues and tells so in JSON, until it is ended", async () => {
  const { env, queued, status } = await openServer();
  const args = ["--queue", "urgent,patient", "--create-queue", "--name", "cli", "--json"];
  await using agent = new RunningCommand(["agent", ...args], env);
  expect(JSON.parse(await agent.firstLine())).toMatchObject({ event: "listening", workers: ["cli:0"] });
  const task = await queued("-c true", "patient");
  await vi.waitUntil(async () => (await status(task)) === "completed", 60_000);

  const { status: exit, stdout, stderr } = await agent.end("SIGTERM");
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: "" });
  const events = lines(stdout).map((line) => JSON.parse(line));
  expect(events.slice(1)).toMatchObject([
    { event: "task started", worker: "cli:0", task },
    { event: "task ended", worker: "cli:0", task, status: "completed" },
  ]);
});

test("the first signal stops its tasks", async () => {
  const { env, queued, status } = await openServer();
  const task = await queued("-c sleep 600", "default");
  await using agent = new RunningCommand(["agent"], env);
  expect(await agent.firstLine()).toMatch(/^Ready: .*:0\. Ctrl-C stops the agent/);
  await vi.waitUntil(async () => (await status(task)) === "in_progress", 60_000);
  const { status: exit, stdout } = await agent.end("SIGINT");
  expect(exit).toBe(0);
  expect(stdout).toContain(`has ended task ${task}: stopped, worker was stopped`);
  expect(await status(task)).toBe("stopped");
});

test("a task of an agent that was killed is ended by the next one", async () => {
  const { connection, env, queued, status } = await openServer();
  const task = await queued("-c sleep 600", "default");
  await using killed = new RunningCommand(["agent", "--name", "cli"], env);
  await vi.waitUntil(async () => {
    const { task: record } = await connection.services.tasks.getById({ task });
    return record.status_reason === "worker starting task execution";
  }, 60_000);
  await killed.end("SIGKILL");
  expect(await status(task)).toBe("in_progress");

  await using next = new RunningCommand(["agent", "--name", "cli", "--json"], env);
  expect(JSON.parse(await next.firstLine())).toMatchObject({ workers: ["cli:0"] });
  await vi.waitUntil(async () => (await status(task)) === "failed", 60_000);
});

test("an unknown queue ends it with one line", async () => {
  const { env } = await openServer();
  const unknown = await new RunningCommand(["agent", "--queue", "nobody's"], env).end();
  expect(unknown).toMatchObject({ status: 1, stdout: "" });
  expect(lines(unknown.stderr)).toEqual([expect.stringContaining("nobody's")]);
});

test.each([
  [["--slots", "0"], /whole number/],
  [["--grace", "soon"], /number of seconds/],
  [["--queue", "a,,b"], /clearml-ts: /],
])("%j is wrong usage", async (args, message) => {
  expect(await refusal(["agent", ...args])).toMatch(message);
});

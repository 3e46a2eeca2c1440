import { fileURLToPath } from "node:url";
import { type Connection, connect } from "@clearml-ts/client";
import { type Server, startServer } from "@clearml-ts/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { QueueNotFoundError } from "../../errors.ts";
import { liveConnection } from "../../live-connection.fixture.ts";
import { Task } from "../../task/task.ts";
import { ProgramError, RemoteExecutionError } from "../errors.ts";
import { runAsAgent } from "./run-as-agent.fixture.ts";
import { runProgram } from "./run-program.fixture.ts";

const program = fileURLToPath(new URL("sent-program.fixture.ts", import.meta.url));

describe("a program that sends itself away", () => {
  let server: Server;
  let connection: Connection;
  beforeAll(async () => {
    server = await startServer({ database: ":memory:", apiPort: 0, webPort: 0, filesPort: 0 });
    connection = await connect({ ...server.credentials, env: {} });
    await connection.services.queues.create({ name: "work" });
  });
  afterAll(async () => {
    await connection.close();
    await server.close();
  });

  async function run(how: object) {
    const { output, warnings, exitCode } = await runProgram(server, program, JSON.stringify(how));
    const id = /^here (\w+)/.exec(output)?.[1] ?? "";
    return { exitCode, output, warnings, task: await Task.get({ id }, { connection }) };
  }

  test("ends here, and goes on under an agent behind the call", async () => {
    const { exitCode, output, warnings, task } = await run({ queue: "work" });
    expect(warnings).toBe(`Switching to remote execution: ${task.webUrl}\n`);
    expect([exitCode, output]).toEqual([0, `here ${task.id}\n`]);
    expect(task).toMatchObject({ status: "queued", record: { execution: { queue: expect.any(String) } } });
    const there = await runAsAgent(server, task.id, task.record.script ?? {});
    expect(there).toEqual({
      exitCode: 0,
      output: `here ${task.id}\ngoing on at a rate of 0.1 as ${task.id}\n`,
    });
  });

  test("goes on here as well when a copy is sent", async () => {
    const { exitCode, output, task } = await run({ queue: "work", clone: true, exit: false });
    expect(exitCode).toBe(0);
    const [, copy = ""] = /sent (\w+)$/m.exec(output) ?? [];
    expect(await Task.get({ id: copy }, { connection })).toMatchObject({
      status: "queued",
      parent: task.id,
      record: { script: { entry_point: expect.stringContaining("-c node sent-program.fixture.mjs ") } },
    });
    expect(task.status).toBe("completed");
  });

  test("leaves a draft when no queue is named", async () => {
    const { exitCode, task } = await run({});
    expect(exitCode).toBe(0);
    expect(task).toMatchObject({ status: "created", systemTags: [] });
    expect(task.getParameters()).toEqual({ "General/rate": 0.1 });
  });

  test("fails, and says so, when the queue does not exist", async () => {
    const { exitCode, warnings } = await run({ queue: "absent" });
    expect(exitCode).toBe(1);
    expect(warnings).toContain('No queue has the name or id "absent"');
  });
});

test("a task that does not run here is put in the queue as it is", async () => {
  const { connection } = await liveConnection();
  await connection.services.queues.create({ name: "work" });
  const task = await Task.create({ project: "demo", name: "draft" }, { connection });
  await expect(task.executeRemotely()).rejects.toThrow(RemoteExecutionError);
  await task.executeRemotely("work");
  expect(task.status).toBe("queued");
});

test("a task that could not be sent runs on here", async () => {
  const { connection } = await liveConnection();
  await connection.services.queues.create({ name: "work" });
  await using task = await Task.init({ project: "demo", name: "stays" }, { connection });
  await expect(task.executeRemotely("work", { exit: false })).rejects.toThrow(RemoteExecutionError);
  await expect(task.executeRemotely("absent")).rejects.toThrow(QueueNotFoundError);
  const unknownFile = { bundle: { files: ["absent"] } };
  await expect(task.executeRemotely("work", unknownFile)).rejects.toThrow(ProgramError);
  expect((await task.reload()).status).toBe("in_progress");
});

import { join } from "node:path";
import { connect } from "@clearml-ts/client";
import { type Server, startServer } from "@clearml-ts/server";
import { Task } from "@clearml-ts/tasks";
import { folderWith } from "@clearml-ts/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { environmentOf, RunningCommand } from "../../command.fixture.ts";
import { refusal } from "../../usage/refusal.fixture.ts";

let server: Server;
beforeAll(async () => {
  server = await startServer({ database: ":memory:", apiPort: 0, webPort: 0, filesPort: 0 });
  await using connection = await connect({ ...server.credentials, env: {} });
  await connection.services.queues.create({ name: "work" });
});
afterAll(() => server.close());

async function taskRun(...args: string[]) {
  return new RunningCommand(["task", "run", ...args], environmentOf(server)).end();
}

test("a program becomes a task in a queue, with its parameters and arguments", async () => {
  const folder = await folderWith({
    "package.json": JSON.stringify({ name: "comfort" }),
    "src/train.ts": "console.log(process.argv satisfies string[]);",
  });
  const words = [
    "--queue",
    "work",
    "--param",
    "rate=0.5",
    "--param",
    "Args/mode=fast",
    "--docker",
    "node:20",
    "--json",
  ];
  const { status, stdout, stderr } = await taskRun(join(folder, "src/train.ts"), ...words, "--", "--epochs", "3");
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  const { id, page } = JSON.parse(stdout);
  await using connection = await connect({ ...server.credentials, env: {} });
  const task = await Task.get({ id }, { connection });
  expect(page).toBe(task.webUrl);
  expect(task).toMatchObject({
    name: "train",
    status: "queued",
    project: { name: "comfort" },
    record: { script: { entry_point: "-c node train.mjs --epochs 3" }, container: { image: "node:20" } },
  });
  expect(task.getParameters()).toEqual({ "General/rate": 0.5, "Args/mode": "fast" });
});

test("a queue that does not exist leaves nothing behind", async () => {
  const folder = await folderWith({ "train.ts": "" });
  const { status, stderr } = await taskRun(join(folder, "train.ts"), "--queue", "absent", "--project", "nowhere");
  expect([status, stderr]).toEqual([1, expect.stringContaining('clearml-ts: No queue has the name or id "absent"')]);
  await using connection = await connect({ ...server.credentials, env: {} });
  expect((await connection.services.projects.getAll({ name: "nowhere" })).projects).toEqual([]);
});

test.each([
  [["train.ts"], "--queue"],
  [["train.ts", "--queue", "work", "--param", "rate"], "It must be name=value."],
  [["train.ts", "--queue", "work", "--repository", "--package", "axios"], "--package goes with a bundle"],
])("wrong usage is said in one line: %j", async (args, message) => {
  expect(await refusal(["task", "run", ...args])).toContain(message);
});

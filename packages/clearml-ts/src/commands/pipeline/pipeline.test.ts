import { type Connection, connect } from "@clearml-ts/client";
import { PipelineController } from "@clearml-ts/pipeline";
import { type Server, startServer } from "@clearml-ts/server";
import { Task } from "@clearml-ts/tasks";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { environmentOf } from "../../command.fixture.ts";
import { refusal } from "../../usage/refusal.fixture.ts";
import { runInProcess } from "../in-process.fixture.ts";
import { ran } from "./controller-flow.fixture.ts";
import { pipelineCommand } from "./pipeline.ts";

let server: Server;
let connection: Connection;
beforeAll(async () => {
  server = await startServer({ database: ":memory:", apiPort: 0, webPort: 0, filesPort: 0 });
  connection = await connect({ ...server.credentials, env: {} });
});
afterAll(async () => {
  await connection.close();
  await server.close();
});

const run = (...args: string[]) => runInProcess(pipelineCommand(), args, environmentOf(server));

async function ok(...args: string[]): Promise<string> {
  const { status, stdout, stderr } = await run(...args);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return stdout;
}

async function json<T = Record<string, unknown>>(...args: string[]): Promise<T> {
  return JSON.parse(await ok(...args, "--json")) as T;
}

/** A run as the commands print it. */
interface Printed {
  id: string;
  name: string;
  status: string;
  parameters: object;
  steps: { name: string; status: string }[];
}

test("runs are listed, and one is shown with its parameters and steps", async () => {
  const id = await ran(connection, "shown");
  await ran(connection, "shown", { fails: true });
  const listed = async (...args: string[]) =>
    (await json<Printed[]>("list", ...args)).map(({ name, status }) => [name, status]);
  expect(await listed("--project", "commands")).toEqual([
    ["shown #2", "failed"],
    ["shown", "completed"],
  ]);
  expect(await listed("--name", "shown", "--status", "failed", "--limit", "1")).toEqual([["shown #2", "failed"]]);
  expect(await listed("--project", "elsewhere")).toEqual([]);
  const first = await run("list", "--limit", "1", "--json");
  expect(JSON.parse(first.stdout)).toMatchObject([{ name: "shown #2" }]);
  expect(first.stderr).toContain("--limit 0 lists all");

  expect(await json("get", id)).toMatchObject({
    ...{ id, name: "shown", project: "commands", version: "1.2.0", status: "completed", parameters: { rate: 0.5 } },
    steps: [
      { name: "load", status: "completed", parents: [] },
      { name: "fit", status: "completed", parents: ["load"] },
    ],
  });
  const text = await ok("get", "--project", "commands", "--name", "shown");
  expect(text).toMatch(/^shown #2, version 1\.2\.0, in project commands\nfailed.*no data/);
  expect(text).toMatch(/\nfit +\| failed +\| [0-9a-f]{32} \| [\d.]+ +\| load\n/);
  expect(await ok("explain", id)).toMatch(/load \| completed \| The component is not cached\./);
});

test("a pipeline is run again with other parameters, stopped, and gone on with", async () => {
  const id = await ran(connection, "again");
  const started = await json<Printed>("run", id, "--param", "rate=0.25", "--queue", "default");
  expect(started).toMatchObject({ name: "again #2", status: "queued" });
  expect((await Task.get({ id: started.id }, { connection })).getParameter("Args/rate")).toBe(0.25);
  expect(await ok("stop", started.id)).toBe(`Run ${started.id} is stopped.`);
  expect(await ok("resume", started.id, "--queue", "default")).toContain(
    `Run ${started.id} goes on, in queue default.`,
  );
  expect(await run("resume", started.id)).toMatchObject({
    status: 1,
    stderr: expect.stringContaining("waits in a queue"),
  });
  expect(await run("resume", id)).toMatchObject({ status: 1, stderr: expect.stringContaining("has completed") });
});

test.each([
  ["completed", 0],
  ["failed", 1],
] as const)("a run that is waited for and is %s gives the status %d", async (end, status) => {
  const id = await ran(connection, `waited for until ${end}`);
  const waiting = run("run", id, "--queue", "default", "--wait", "--json");
  const task = await vi.waitFor(async () => {
    for await (const run of PipelineController.list({
      connection,
      name: `waited for until ${end}`,
      status: ["queued"],
    })) {
      return run.task;
    }
    throw new Error("The run is not in its queue yet.");
  }, 60_000);
  await connection.services.tasks[end]({ task: task.id, force: true });
  const ended = await waiting;
  expect(ended.status).toBe(status);
  expect(JSON.parse(ended.stdout)).toMatchObject({ id: task.id, status: end });
});

test("a parameter or a queue that is not there leaves nothing behind", async () => {
  const id = await ran(connection, "careful");
  expect((await run("run", id, "--param", "speed=1")).stderr).toBe(
    'clearml-ts: The pipeline has no parameter "speed". It has rate.\n',
  );
  expect((await run("run", id, "--queue", "nowhere")).stderr).toContain('No queue has the name or id "nowhere"');
  expect((await run("get", "--project", "commands", "--name", "gone")).stderr).toContain("There is no pipeline");
  expect(await json<unknown[]>("list", "--name", "careful")).toHaveLength(1);
});

test.each([
  [["get"], "name the id of a run, or --project and --name of a pipeline."],
  [["run", "1", "--param", "rate"], "It must be name=value."],
  [["list", "--status", "sleeping"], "--status"],
])("wrong usage is said in one line: %j", async (args, message) => {
  expect(await refusal(["pipeline", ...args])).toContain(message);
});

import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { QueueNotFoundError } from "@clearml-ts/tasks";
import { expect, test, vi } from "vitest";
import type { AgentEvent } from "./agent-event.ts";
import { AgentTests } from "./live-agent.fixture.ts";
import { liveConnection } from "./live-connection.fixture.ts";

const open = async () => AgentTests.open(await liveConnection());

test("a task that is queued runs to completion, and its output is on the server", async () => {
  const tests = await open();
  const agent = await tests.start();
  const task = await tests.queued('echo "hello from $CLEARML_TASK_ID on $CLEARML_WORKER_ID"\n');
  expect(await tests.end(task)).toMatchObject({
    status: "completed",
    status_reason: "worker execution done",
    status_message: `Changed by clearml-ts agent ${agent.workers[0]}`,
    last_worker: agent.workers[0],
    runtime: { _exec_agent_hostname: expect.any(String) },
  });
  expect(await tests.printed(task)).toBe(`hello from ${task} on test:0\nProcess completed successfully\n`);
});

test.each([
  ["exit 3\n", "failed", "worker execution exit code 3"],
  ["exit 2\n", "failed", "worker execution exit code 2"],
  ["kill -2 $$; sleep 1\n", "stopped", "user abort"],
  ["kill -9 $$\n", "failed", "worker execution exit code -9"],
])("a program that does %j leaves the task %s", async (program, status, status_reason) => {
  const tests = await open();
  await tests.start();
  expect(await tests.end(await tests.queued(program))).toMatchObject({ status, status_reason });
});

test("a status that the program gave itself stays", async () => {
  const tests = await open();
  await tests.start();
  const sign = join(tests.folder, "sign");
  const task = await tests.queued(`echo up; until [ -e ${sign} ]; do sleep 0.02; done\n`);
  await tests.waitForOutput(task, "up");
  await tests.connection.services.tasks.completed({ task, status_reason: "by itself" });
  await writeFile(sign, "");
  await tests.waitForOutput(task, "Process completed");
  expect(await tests.record(task)).toMatchObject({ status: "completed", status_reason: "by itself" });
});

test("queues in order, their entries in order, one task at a time", async () => {
  const tests = await open();
  const { queues } = tests.connection.services;
  const { id: urgent } = await queues.create({ name: "urgent" });
  const patient = await tests.queued("true\n", "patient");
  const [first, second] = [await tests.queued("true\n", "urgent"), await tests.queued("true\n", "urgent")];
  await queues.moveTaskToFront({ queue: urgent, task: second });
  const events: AgentEvent[] = [];
  await tests.start({ queues: ["urgent", "patient"], onEvent: (event) => void events.push(event) });
  for (const task of [patient, first, second]) {
    expect((await tests.end(task)).status).toBe("completed");
  }
  await vi.waitUntil(() => events.length === 7, 60_000);
  expect(events.map((event) => ("task" in event ? `${event.event} ${event.task}` : event.event))).toEqual([
    "listening",
    ...[second, first, patient].flatMap((task) => [`task started ${task}`, `task ended ${task}`]),
  ]);
});

test("an idle agent takes a task of any of its queues, by whatever way it is queued", async () => {
  const tests = await open();
  await tests.start({ queues: ["one", "two"], createQueues: true });
  for (const queue of ["two", "one", "two"]) {
    expect((await tests.end(await tests.queued("true\n", queue))).status).toBe("completed");
  }
  const [queue] = (await tests.connection.services.queues.getAll({ name: "^two$" })).queues;
  const task = await tests.draft({ binary: "bash", entry_point: "-c true" });
  await tests.connection.services.queues.addTask({ queue: queue?.id ?? "", task });
  expect((await tests.end(task)).status).toBe("completed");
});

test("slots run tasks side by side, each as a worker of its own", async () => {
  const tests = await open();
  const agent = await tests.start({ slots: 2 });
  const meet = `touch ${join(tests.folder, "$1")}; until [ -e ${join(tests.folder, "$2")} ]; do sleep 0.02; done\n`;
  const meeting = (own: string, other: string) => ({
    binary: "bash",
    entry_point: `run.sh ${own} ${other}`,
    diff: meet,
  });
  const tasks = [await tests.queued(meeting("a", "b")), await tests.queued(meeting("b", "a"))];
  const ended = await Promise.all(tasks.map((task) => tests.end(task)));
  expect(ended.map(({ status }) => status)).toEqual(["completed", "completed"]);
  expect(ended.map(({ last_worker }) => last_worker).sort()).toEqual(agent.workers);
});

test("two agents share a queue: each task runs once", async () => {
  const tests = await open();
  const agents = [await tests.start(), await tests.start()];
  expect(agents.flatMap(({ workers }) => workers)).toEqual(["test:0", "test:1"]);
  const log = join(tests.folder, "log");
  const tasks: string[] = [];
  for (let index = 0; index < 8; index += 1) {
    tasks.push(await tests.queued(`echo $CLEARML_TASK_ID >> ${log}\n`));
  }
  for (const task of tasks) {
    expect((await tests.end(task)).status).toBe("completed");
  }
  expect((await readFile(log, "utf8")).trim().split("\n").sort()).toEqual([...tasks].sort());
});

test("workers are on the server with their queues and their task, and gone when the agent is closed", async () => {
  const tests = await open();
  const agent = await tests.start();
  const listed = async () => (await tests.connection.services.workers.getAll({})).workers;
  expect(await listed()).toMatchObject([{ id: "test:0", queues: [{ name: "default" }] }]);
  const task = await tests.queued("echo up; sleep 60\n");
  await tests.waitForOutput(task, "up");
  expect(await listed()).toMatchObject([{ task: { id: task }, queue: { name: "default" } }]);
  await agent.close();
  await agent.close();
  expect(await listed()).toEqual([]);
});

test("an unknown queue is refused, and made where that is asked for", async () => {
  const tests = await open();
  await expect(tests.start({ queues: ["new"] })).rejects.toThrow(QueueNotFoundError);
  await expect(tests.start({ queues: ["new"] })).rejects.toThrow("--create-queue");
  await tests.start({ queues: ["new"], createQueues: true });
  expect((await tests.end(await tests.queued("true\n", "new"))).status).toBe("completed");
});

test("the configuration of the program names the server, is private, and is removed", async () => {
  const tests = await open();
  await tests.start();
  const task = await tests.queued(
    'cat "$CLEARML_CONFIG_FILE"; echo; ls -l "$TRAINS_CONFIG_FILE"; echo "$CLEARML_CONFIG_FILE"\n',
  );
  await tests.end(task);
  const [config = "", list, path = ""] = (await tests.printed(task)).split("\n");
  const { apiServer, webServer, filesServer, credentials } = tests.connection.config;
  expect(credentials).toMatchObject({ kind: "keys" });
  const { accessKey, secretKey } = credentials as { accessKey: string; secretKey: string };
  expect(JSON.parse(config).api).toEqual({
    api_server: apiServer,
    web_server: webServer,
    files_server: filesServer,
    verify_certificate: true,
    credentials: { access_key: accessKey, secret_key: secretKey },
  });
  expect(list).toMatch(/^-rw-------/);
  await vi.waitFor(() => expect(stat(path)).rejects.toThrow("ENOENT"), 60_000);
});

test("the section Environment of the parameters is handed on only where the configuration says so", async () => {
  const { connection, connectAgain } = await liveConnection();
  const tests = await AgentTests.open({ connection });
  const hyperparams = { Environment: { FLAVOUR: { section: "Environment", name: "FLAVOUR", value: "mint" } } };
  const script = { binary: "bash", entry_point: "-c echo flavour=$FLAVOUR" };
  const run = async () => {
    const task = await tests.draft(script, { hyperparams });
    await tests.connection.services.tasks.enqueue({ task });
    await tests.end(task);
    return (await tests.printed(task)).split("\n")[0];
  };
  const agent = await tests.start();
  expect(await run()).toBe("flavour=");
  await agent.close();

  const configured = await connectAgain({ CLEARML_CONFIG_FILE: join(import.meta.dirname, "task-env.fixture.conf") });
  await tests.start({ connection: configured });
  expect(await run()).toBe("flavour=mint");
});

test.each([
  ["slots", 0],
  ["slots", 1.5],
  ["slots", Number.POSITIVE_INFINITY],
  ["grace", -1],
  ["grace", Number.NaN],
])("an agent with %s %d is refused", async (option, value) => {
  const tests = await open();
  const problem = { name: "InvalidValueError", path: `$.${option}` };
  await expect(tests.start({ [option]: value })).rejects.toMatchObject(problem);
});

test("an agent is closed when its signal is aborted", async () => {
  const tests = await open();
  const closing = new AbortController();
  const agent = await tests.start({ signal: closing.signal });
  const task = await tests.queued("echo up; sleep 600\n");
  await tests.waitForOutput(task, "up");
  closing.abort();
  await agent.ended;
  expect(await tests.record(task)).toMatchObject({ status: "stopped", status_reason: "worker was stopped" });
});

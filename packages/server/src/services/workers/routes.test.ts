import { expect, test } from "vitest";
import { RecordsServer } from "../../fixtures/records.fixture.ts";

test("a worker is listed with its queues, its task and its project", async () => {
  await using s = await RecordsServer.start();
  const { id: queue } = await s.ok("queues.get_default", {});
  const project = await s.project("demo");
  const [running, waiting] = [await s.task({ name: "running", project }), await s.task({ name: "waiting" })];
  await s.ok("tasks.enqueue", { task: waiting });
  await s.ok("workers.register", { worker: "host:0", queues: [queue], tags: ["t"] });
  await s.ok("workers.status_report", {
    worker: "host:0",
    timestamp: 1,
    task: running,
    queue,
    queues: [queue],
    tags: null,
    machine_stats: null,
    ...{ is_daemon: true },
  });
  const { workers } = await s.ok("workers.get_all", {});
  const served = { id: queue, name: "default", num_tasks: 1, next_task: { id: waiting, name: "waiting" } };
  expect(workers).toMatchObject([
    {
      id: "host:0",
      key: expect.stringMatching(/^worker_.*_host:0$/),
      user: { id: expect.any(String) },
      company: { name: "clearml" },
      task: { id: running, name: "running", running_time: 0, last_iteration: 0 },
      project: { id: project, name: "demo" },
      queue: served,
      queues: [served],
      tags: ["t"],
      register_timeout: 600,
    },
  ]);
  expect(await s.getTask(running)).toMatchObject({ last_worker: "host:0", last_worker_report: expect.any(String) });
  await s.ok("workers.status_report", { worker: "host:0", timestamp: 2 });
  expect((await s.ok("workers.get_all", {})).workers[0]).not.toHaveProperty("task");
});

test("a queue that a worker does not listen to is not shown as the one that it serves", async () => {
  await using s = await RecordsServer.start();
  const { id: queue } = await s.ok("queues.get_default", {});
  await s.ok("workers.status_report", { worker: "new", timestamp: 1, queue });
  const { workers } = await s.ok("workers.get_all", {});
  expect(workers).toMatchObject([{ id: "new", queues: [] }]);
  expect(workers[0]).not.toHaveProperty("queue");
});

test("a report of an unknown worker registers it; signing off is never an error", async () => {
  await using s = await RecordsServer.start();
  await s.ok("workers.status_report", { worker: "new", timestamp: 1 });
  expect(await s.ok("workers.get_count", {})).toEqual({ count: 1 });
  await s.ok("workers.unregister", { worker: "new" });
  await s.ok("workers.unregister", { worker: "new" });
  expect(await s.ok("workers.get_count", {})).toEqual({ count: 0 });
});

test("unknown queues and tasks are refused", async () => {
  await using s = await RecordsServer.start();
  expect(await s.refused("workers.register", { worker: "w", queues: ["no"] })).toBe("400/701");
  expect(await s.refused("workers.status_report", { worker: "w", timestamp: 1, task: "no" })).toBe("400/101");
});

test("a report that is refused for its task keeps what it says of the worker", async () => {
  await using s = await RecordsServer.start();
  const task = await s.task({ name: "running" });
  await s.ok("workers.status_report", { worker: "w", timestamp: 1, task });
  await s.ok("tasks.make_public", { ids: [task] });
  for (const refused of ["no", task]) {
    const described = { worker: "w", tags: [refused], machine_stats: { cpu_usage: [10] } };
    const report = { ...described, timestamp: Date.now(), task: refused };
    expect(await s.refused("workers.status_report", report)).toBe("400/101");
    const { workers } = await s.ok("workers.get_all", {});
    expect(workers).toMatchObject([{ id: "w", tags: [refused], task: { id: task } }]);
  }
  expect((await s.ok("workers.get_metric_keys", {})).categories).toEqual([{ name: "cpu", metric_keys: ["cpu_usage"] }]);
  expect(await s.refused("workers.status_report", { worker: "new", timestamp: 3, task: "no" })).toBe("400/101");
  expect(await s.ok("workers.get_count", {})).toEqual({ count: 2 });
});

test("a worker that is silent is forgotten after its timeout", async () => {
  let now = new Date("2026-01-01T00:00:00Z");
  await using s = await RecordsServer.start({ now: () => now });
  await s.ok("workers.register", { worker: "short", timeout: 10 });
  await s.ok("workers.register", { worker: "long", timeout: 1000 });
  now = new Date("2026-01-01T00:00:11Z");
  expect((await s.ok("workers.get_all", {})).workers.map(({ id }) => id)).toEqual(["long"]);
  expect((await s.ok("workers.get_all", { last_seen: 5 })).workers).toEqual([]);
  expect((await s.ok("workers.get_all", { last_seen: 0 })).workers).toHaveLength(1);
});

test("workers are found by pattern and tags", async () => {
  await using s = await RecordsServer.start();
  await s.ok("workers.register", { worker: "host:gpu0", tags: ["a"] });
  await s.ok("workers.register", { worker: "host:cpu:1", tags: ["b"] });
  const ids = async (request: { worker_pattern?: string; tags?: string[] }) =>
    (await s.ok("workers.get_all", request)).workers.map(({ id }) => id);
  expect(await ids({ worker_pattern: "host:gpu*" })).toEqual(["host:gpu0"]);
  expect(await ids({ worker_pattern: "*:?" })).toEqual(["host:cpu:1"]);
  expect(await ids({ tags: ["-a"] })).toEqual(["host:cpu:1"]);
});

import { Task } from "@clearml-ts/tasks";
import { afterAll, beforeAll, expect, test } from "vitest";
import { World } from "./world.ts";

let world: World;
let queue: string;
let task: Task;

const now = () => Math.floor(Date.now() / 1000);

beforeAll(async () => {
  world = await World.start();
  const { connection, page } = world;
  queue = (await page.call("queues.create", { name: "gpu" })).id;
  task = await Task.init({ project: "Comfort", name: "train" }, { connection });
  const { workers } = connection.services;
  await workers.register({ worker: "box:0", queues: [queue], tags: ["big"] });
  for (const timestamp of [Date.now() - 60_000, Date.now()]) {
    await workers.statusReport({
      worker: "box:0",
      timestamp,
      task: task.id,
      queue,
      queues: [queue],
      machine_stats: { cpu_usage: [10, 30], memory_used: 512, gpu_usage: [50, 70], gpu_memory_used: [1024, 512] },
    });
  }
});

afterAll(async () => {
  await task.close();
  await world[Symbol.asyncDispose]();
});

test("the table shows workers with what they do", async () => {
  const { workers } = await world.page.call("workers.get_all");
  expect(workers).toMatchObject([
    {
      id: "box:0",
      ip: expect.any(String),
      task: { id: task.id, name: "train", running_time: expect.any(Number), last_iteration: expect.any(Number) },
      project: { id: task.project.id, name: "Comfort" },
      queue: { id: queue, name: "gpu" },
      queues: [{ id: queue, name: "gpu", num_tasks: 0 }],
      user: { id: expect.any(String), name: expect.any(String) },
      company: { id: expect.any(String) },
      last_activity_time: expect.any(String),
      last_report_time: expect.any(String),
      register_time: expect.any(String),
    },
  ]);
});

test("a task leads to the worker that ran it", async () => {
  const { tasks } = await world.page.call("tasks.get_by_id_ex", { id: [task.id], only_fields: ["last_worker"] });
  expect(tasks).toEqual([{ id: task.id, last_worker: "box:0" }]);
});

test("a chart counts workers, all and active", async () => {
  const to_date = now() + 10;
  const { total, active } = await world.page.call("workers.get_activity_report", {
    from_date: to_date - 3600,
    to_date,
    interval: 40,
  });
  for (const { dates, counts } of [total, active]) {
    expect(dates).toHaveLength(counts.length);
    expect(Math.max(...counts)).toBe(1);
  }
});

test.each([
  // Where the page asks for it, each device has a line of its own.
  { items: [{ key: "cpu_usage" }, { key: "gpu_usage" }], split: true },
  { items: [{ key: "memory_used" }], split: false },
])("charts of one worker show its $items", async ({ items, split }) => {
  const to_date = now() + 10;
  const { workers } = await world.page.call("workers.get_stats", {
    from_date: to_date - 3600,
    to_date,
    worker_ids: ["box:0"],
    items,
    interval: 10,
    ...(split && { split_by_resource: true }),
  });
  const [{ worker, metrics = [] } = {}] = workers;
  expect(worker).toBe("box:0");
  expect(new Set(metrics.map(({ metric }) => metric))).toEqual(new Set(items.map(({ key }) => key)));
  for (const { dates, values, aggregation } of metrics.flatMap(({ stats }) => stats)) {
    expect(aggregation).toBe("avg");
    expect(values).toHaveLength(dates.length);
    expect(dates.length).toBeGreaterThan(0);
  }
  const resources = metrics.flatMap(({ stats }) => stats.flatMap(({ resource_series = [] }) => resource_series));
  expect(resources.length > 0).toBe(split);
});

import { Task } from "@clearml-ts/tasks";
import { afterEach, beforeEach, expect, test } from "vitest";
import { World } from "./world.ts";

let world: World;
let queue: string;
let waiting: string[];
/** The time of the server. */
let time: number;

beforeEach(async () => {
  time = Date.now();
  world = await World.start({ now: () => new Date(time) });
  const { connection, page } = world;
  queue = (await page.call("queues.create", { name: "gpu", display_name: "Big machine" })).id;
  waiting = [];
  for (const name of ["first", "second", "third"]) {
    const task = await Task.create({ project: "Comfort", name }, { connection });
    await task.enqueue("gpu");
    waiting.push(task.id);
    // Charts show the moment of the longest wait: of unequal steps, it may be an earlier one than the last.
    time += 1000;
  }
});

afterEach(() => world[Symbol.asyncDispose]());

async function load() {
  const { queues } = await world.page.call("queues.get_all_ex", {
    id: [queue],
    only_fields: ["*", "entries.task.name"],
  });
  return queues[0];
}
const order = async () => (await load())?.entries?.map(({ task }) => task?.name);

test("the table shows queues with the task that is next, how many wait, and who listens", async () => {
  const { workers } = world.connection.services;
  await workers.register({ worker: "box:0", queues: [queue] });
  await workers.statusReport({ worker: "box:0", timestamp: Date.now(), queues: [queue], task: waiting[2] });
  const { queues } = await world.page.call("queues.get_all_ex", {
    only_fields: ["display_name", "last_update", "name", "tags", "workers", "entries"],
    count_task_entries: true,
    max_task_entries: 1,
  });
  expect(queues).toMatchObject([
    { name: "default", entries: [], entries_count: 0, workers: [] },
    {
      id: queue,
      name: "gpu",
      display_name: "Big machine",
      last_update: expect.any(String),
      entries: [{ task: { id: waiting[0], name: "first" }, added: expect.any(String) }],
      entries_count: 3,
      workers: [{ name: "box:0", ip: expect.any(String), task: { id: waiting[2], name: "third" } }],
    },
  ]);
});

test("a queue shows the tasks that wait in it, in order", async () => {
  expect(await load()).toMatchObject({
    id: queue,
    name: "gpu",
    display_name: "Big machine",
    tags: [],
    entries: waiting.map((id) => ({ task: { id, name: expect.any(String) }, added: expect.any(String) })),
    workers: [],
  });
  expect(await order()).toEqual(["first", "second", "third"]);
});

test("tasks are reordered by menu and by dragging", async () => {
  const { page } = world;
  const [first, second, third] = waiting;
  await page.call("queues.move_task_to_front", { queue, task: third });
  expect(await order()).toEqual(["third", "first", "second"]);
  await page.call("queues.move_task_to_back", { queue, task: third });
  expect(await order()).toEqual(["first", "second", "third"]);
  await page.call("queues.move_task_backward", { queue, task: first, count: 2 });
  expect(await order()).toEqual(["second", "third", "first"]);
  // Dragging upwards is a move backward by a negative number.
  await page.call("queues.move_task_backward", { queue, task: first, count: -1 });
  expect(await order()).toEqual(["second", "first", "third"]);
  await page.call("queues.remove_task", { queue, task: second, update_task_status: true });
  expect(await order()).toEqual(["first", "third"]);
  const { tasks } = await page.call("tasks.get_all_ex", { id: [second], only_fields: ["status"] });
  expect(tasks).toEqual([{ id: second, status: "created" }]);
});

test("a task moves to another queue, and back", async () => {
  const { page } = world;
  const before = (await order()) ?? [];
  const { queues } = await page.call("queues.get_all_ex", { name: "^default$", only_fields: ["id", "name"] });
  const other = queues[0]?.id;
  const task = waiting[0];
  expect(await page.call("queues.move_task_to_queue", { queue, task, target_queue: other })).toEqual({ moved: 1 });
  expect(await order()).toHaveLength(before.length - 1);
  await page.call("queues.move_task_to_queue", { queue: other, task, target_queue: queue });
  expect((await order())?.toSorted()).toEqual(before.toSorted());
});

test("queues are created, renamed, emptied and deleted", async () => {
  const { page } = world;
  expect(await page.refused("queues.create", { name: "gpu" })).toMatchObject({ result_subcode: 801 });
  const renamed = await page.call("queues.update", { queue, name: "gpu2", display_name: "Bigger machine" });
  expect(renamed).toMatchObject({ updated: 1, fields: { name: "gpu2", display_name: "Bigger machine" } });
  expect(await page.refused("queues.delete", { queue })).toMatchObject({ result_subcode: 702 });
  expect(await page.call("queues.clear_queue", { queue })).toEqual({ removed_tasks: waiting });
  expect(await page.call("queues.delete", { queue })).toEqual({ deleted: 1 });
  expect(await load()).toBeUndefined();
});

test("charts show waiting times and lengths, of one queue and of all", async () => {
  const to_date = Math.floor(time / 1000) + 10;
  const period = { from_date: to_date - 3 * 3600, to_date, interval: 40 };
  for (const queue_ids of [[queue], undefined]) {
    const { queues } = await world.page.call("queues.get_queue_metrics", { ...period, queue_ids });
    const [{ dates, avg_waiting_times, queue_lengths } = {}] = queues;
    expect(dates?.length).toBeGreaterThan(0);
    expect(avg_waiting_times).toHaveLength(dates?.length ?? 0);
    expect(queue_lengths?.at(-1)).toBe(3);
  }
});

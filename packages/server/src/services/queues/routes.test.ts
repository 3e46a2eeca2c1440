import { expect, test } from "vitest";
import { RecordsServer } from "../../fixtures/records.fixture.ts";

test("a new server has one queue, which is the default", async () => {
  await using s = await RecordsServer.start();
  const { queues } = await s.ok("queues.get_all", {});
  expect(queues).toMatchObject([{ name: "default", system_tags: ["default"], tags: [], entries: [] }]);
  expect(await s.ok("queues.get_default", {})).toEqual({ id: queues[0]?.id, name: "default" });
});

test("queues have names of their own, of three characters or more", async () => {
  await using s = await RecordsServer.start();
  const { id } = await s.ok("queues.create", { name: "gpu queue", tags: ["b", "a"] });
  expect(await s.queue(id)).toMatchObject({ name: "gpu queue", tags: ["a", "b"] });
  expect(await s.refused("queues.create", { name: "gpu queue" })).toBe("400/801");
  expect(await s.refused("queues.create", { name: "ab" })).toBe("400/800");
  expect(await s.refused("queues.update", { queue: id, name: "default" })).toBe("400/801");
  await s.ok("queues.update", { queue: id, display_name: "GPUs" });
  expect((await s.ok("queues.get_all", { name: "^gpu\\ queue$" })).queues).toMatchObject([
    { id, display_name: "GPUs" },
  ]);
  expect(await s.refused("queues.get_by_id", { queue: "no" })).toBe("400/701");
});

test("of a queue and a task that are both missing, the queue is named", async () => {
  await using s = await RecordsServer.start();
  expect(await s.refused("queues.add_task", { queue: "no", task: "no" })).toBe("400/701");
});

test("measurements of queues that are not there are none, whatever the period", async () => {
  await using s = await RecordsServer.start();
  const request = { from_date: 2, to_date: 1, interval: 1 };
  expect(await s.ok("queues.get_queue_metrics", { ...request, queue_ids: ["no"] })).toEqual({ queues: [] });
  expect(await s.refused("queues.get_queue_metrics", request)).toBe("400/16");
});

test("tasks are popped in the order in which they came; an empty queue answers nothing", async () => {
  await using s = await RecordsServer.start();
  const { id: queue } = await s.ok("queues.get_default", {});
  const [one, two] = [await s.task(), await s.task()];
  await s.ok("tasks.enqueue", { task: one });
  await s.ok("tasks.enqueue", { task: two });
  expect(await s.ok("queues.get_num_entries", { queue })).toEqual({ num: 2 });
  expect(await s.ok("queues.peek_task", { queue })).toEqual({ task: one });
  expect(await s.ok("queues.get_next_task", { queue, task: two })).toEqual({});
  const next = await s.ok("queues.get_next_task", { queue, get_task_info: true });
  expect(next).toMatchObject({
    entry: { task: one, added: expect.any(String) },
    task_info: { user: expect.any(String) },
  });
  expect((await s.ok("queues.get_next_task", { queue })).entry?.task).toBe(two);
  expect(await s.ok("queues.get_next_task", { queue })).toEqual({});
  expect(await s.status(one)).toBe("queued");
  expect(await s.refused("queues.get_next_task", { queue: "no" })).toBe("400/701");
});

test("a stopped task that is popped waits again", async () => {
  await using s = await RecordsServer.start();
  const { id: queue } = await s.ok("queues.get_default", {});
  const task = await s.task();
  await s.ok("tasks.stopped", { task, force: true });
  await s.ok("queues.add_task", { queue, task });
  await s.ok("queues.get_next_task", { queue });
  expect(await s.status(task)).toBe("queued");
});

test("tasks move within their queue", async () => {
  await using s = await RecordsServer.start();
  const { id: queue } = await s.ok("queues.get_default", {});
  const tasks = [await s.task(), await s.task(), await s.task(), await s.task()] as const;
  for (const task of tasks) {
    await s.ok("queues.add_task", { queue, task });
  }
  const order = async () => (await s.queue(queue)).entries?.map(({ task }) => tasks.indexOf(task)).join("");
  expect(await s.ok("queues.move_task_to_front", { queue, task: tasks[2] })).toEqual({ position: 0 });
  expect(await order()).toBe("2013");
  expect(await s.ok("queues.move_task_to_back", { queue, task: tasks[0] })).toEqual({ position: 3 });
  expect(await order()).toBe("2130");
  expect(await s.ok("queues.move_task_forward", { queue, task: tasks[3] })).toEqual({ position: 1 });
  expect(await s.ok("queues.move_task_backward", { queue, task: tasks[2], count: 2 })).toEqual({ position: 2 });
  expect(await s.ok("queues.move_task_backward", { queue, task: tasks[2], count: -1 })).toEqual({ position: 1 });
  expect(await s.ok("queues.move_task_forward", { queue, task: tasks[2], count: -1 })).toEqual({ position: 2 });
  expect(await order()).toBe("3120");
  expect(await s.refused("queues.move_task_to_front", { queue, task: "no" })).toBe("400/703");
  expect(await s.refused("queues.move_task_forward", { queue: "no", task: tasks[0] ?? "" })).toBe("400/703");
});

test("a task moves to the end of another queue, and is found there", async () => {
  await using s = await RecordsServer.start();
  const { id: queue } = await s.ok("queues.get_default", {});
  const { id: target_queue } = await s.ok("queues.create", { name: "other", display_name: "The other" });
  const [moved, stays, there] = [await s.task(), await s.task(), await s.task()];
  for (const task of [moved, stays]) {
    await s.ok("tasks.enqueue", { task });
  }
  await s.ok("tasks.enqueue", { task: there, queue: target_queue });
  expect(await s.ok("queues.get_by_task_id", { task: moved })).toEqual({ id: queue, name: "default" });

  expect(await s.ok("queues.move_task_to_queue", { queue, task: moved, target_queue })).toEqual({ moved: 1 });
  expect((await s.queue(queue)).entries).toMatchObject([{ task: stays }]);
  expect((await s.queue(target_queue)).entries).toMatchObject([{ task: there }, { task: moved }]);
  expect(await s.getTask(moved)).toMatchObject({ status: "queued", execution: { queue: target_queue } });
  expect(await s.ok("queues.get_by_task_id", { task: moved })).toEqual({
    id: target_queue,
    name: "other",
    display_name: "The other",
  });

  expect(await s.ok("queues.get_by_task_id", { task: await s.task() })).toEqual({});
  expect(await s.refused("queues.move_task_to_queue", { queue, task: moved, target_queue })).toBe("400/703");
  expect(await s.refused("queues.move_task_to_queue", { queue, task: stays, target_queue: "no" })).toBe("400/701");
  expect((await s.queue(queue)).entries).toMatchObject([{ task: stays }]);
});

test("a task that is taken out keeps its status unless the call says otherwise", async () => {
  await using s = await RecordsServer.start();
  const { id: queue } = await s.ok("queues.get_default", {});
  const [one, two] = [await s.task(), await s.task()];
  await s.ok("tasks.enqueue", { task: one });
  await s.ok("tasks.enqueue", { task: two });
  await s.ok("queues.remove_task", { queue, task: one });
  expect(await s.status(one)).toBe("queued");
  await s.ok("queues.remove_task", { queue, task: two, update_task_status: true });
  expect(await s.getTask(two)).toMatchObject({ status: "created" });
  expect((await s.getTask(two)).execution).not.toHaveProperty("queue");
  expect(await s.refused("queues.remove_task", { queue, task: two })).toBe("400/703");
  expect(await s.refused("queues.remove_task", { queue: "no", task: two })).toBe("400/703");
});

test("a queue in which tasks wait is deleted by force only, which sets them free", async () => {
  await using s = await RecordsServer.start();
  const { id: queue } = await s.ok("queues.create", { name: "short" });
  const [one, two] = [await s.task(), await s.task()];
  await s.ok("tasks.enqueue", { task: one, queue });
  expect(await s.ok("queues.clear_queue", { queue })).toEqual({ removed_tasks: [one] });
  await s.ok("tasks.enqueue", { task: two, queue });
  expect(await s.refused("queues.delete", { queue })).toBe("400/702");
  expect(await s.ok("queues.delete", { queue, force: true })).toEqual({ deleted: 1 });
  expect([await s.status(one), await s.status(two)]).toEqual(["created", "created"]);
});

test("the list with ex names the waiting tasks and the workers that serve a queue", async () => {
  await using s = await RecordsServer.start();
  const { id: queue } = await s.ok("queues.get_default", {});
  const task = await s.task({ name: "waiting" });
  await s.ok("tasks.enqueue", { task });
  await s.ok("workers.register", { worker: "host:0", queues: [queue] });
  const only_fields = ["name", "workers", "entries"];
  const { queues } = await s.ok("queues.get_all_ex", { only_fields, max_task_entries: 1, count_task_entries: true });
  expect(queues).toEqual([
    expect.objectContaining({
      id: queue,
      name: "default",
      entries: [{ task: { id: task, name: "waiting" }, added: expect.any(String) }],
      entries_count: 1,
      workers: [expect.objectContaining({ name: "host:0" })],
    }),
  ]);
  expect((await s.ok("queues.get_by_id", { queue, max_task_entries: 0 })).queue.entries).toEqual([]);
});

test("metadata of queues is written and deleted by key", async () => {
  await using s = await RecordsServer.start();
  const { id: queue } = await s.ok("queues.get_default", {});
  const metadata = [
    { key: "a.b", type: "str", value: "1" },
    { key: "c", type: "str", value: "2" },
  ];
  await s.ok("queues.add_or_update_metadata", { queue, metadata });
  await s.ok("queues.delete_metadata", { queue, keys: ["c"] });
  expect((await s.queue(queue)).metadata).toEqual({ "a.b": metadata[0] });
});

import { expect, test } from "vitest";
import { RecordsServer } from "../../../fixtures/records.fixture.ts";

test("started is idempotent and forgets the end of the run before", async () => {
  let now = new Date("2026-01-01T00:00:00Z");
  await using s = await RecordsServer.start({ now: () => now });
  const task = await s.task();
  expect(await s.ok("tasks.started", { task })).toMatchObject({
    updated: 1,
    started: 1,
    fields: { status: "in_progress" },
  });
  now = new Date("2026-01-01T00:01:00Z");
  await s.ok("tasks.started", { task, status_message: "again" });
  expect(await s.getTask(task)).toMatchObject({ started: "2026-01-01T00:00:00+00:00", status_message: "again" });
  await s.ok("tasks.completed", { task });
  expect(await s.getTask(task)).toMatchObject({ completed: "2026-01-01T00:01:00+00:00", status_message: "" });
  now = new Date("2026-01-01T00:02:00Z");
  await s.ok("tasks.started", { task });
  const again = await s.getTask(task);
  expect(again.started).toBe("2026-01-01T00:02:00+00:00");
  expect(again).not.toHaveProperty("completed");
});

test("moves that the rules do not allow take force", async () => {
  await using s = await RecordsServer.start();
  const task = await s.task();
  expect(await s.refused("tasks.completed", { task })).toBe("400/110");
  await s.ok("tasks.completed", { task, force: true });
  expect(await s.refused("tasks.failed", { task })).toBe("400/110");
});

test("a ping counts the time a task has been running", async () => {
  let now = new Date("2026-01-01T00:00:00Z");
  await using s = await RecordsServer.start({ now: () => now });
  const task = await s.task();
  await s.ok("tasks.started", { task });
  now = new Date("2026-01-01T00:00:42Z");
  expect(await s.ok("tasks.ping", { task })).toEqual({});
  expect(await s.getTask(task)).toMatchObject({ active_duration: 42, last_update: "2026-01-01T00:00:42+00:00" });
  expect(await s.ok("tasks.ping", { task: "unknown" })).toEqual({});
});

test("stop asks a live worker to stop, and stops everything else at once", async () => {
  let now = new Date("2026-01-01T00:00:00Z");
  await using s = await RecordsServer.start({ now: () => now });
  const task = await s.task();
  expect(await s.refused("tasks.stop", { task })).toBe("400/110");
  await s.ok("tasks.started", { task });
  await s.ok("workers.status_report", { worker: "w", timestamp: 1, task });
  await s.ok("tasks.stop", { task, status_message: "ignored", status_reason: "why" });
  expect(await s.getTask(task)).toMatchObject({
    status: "in_progress",
    status_message: "stopping",
    status_reason: "why",
  });
  now = new Date("2026-01-01T00:11:00Z");
  await s.ok("tasks.stop", { task });
  expect(await s.getTask(task)).toMatchObject({
    status: "stopped",
    status_message: expect.stringMatching(/^Stopped by ./),
  });
});

test("stop takes a waiting task out of its queue", async () => {
  await using s = await RecordsServer.start();
  const task = await s.task();
  const { fields } = await s.ok("tasks.enqueue", { task });
  await s.ok("tasks.stop", { task });
  expect(await s.status(task)).toBe("stopped");
  expect((await s.queue(String(fields?.["execution.queue"]))).entries).toEqual([]);
});

test("enqueue puts a task at the end of one queue and remembers where it came from", async () => {
  await using s = await RecordsServer.start();
  const [one, two] = [await s.task({ system_tags: ["development"] }), await s.task()];
  const { queued, fields } = await s.ok("tasks.enqueue", { task: one });
  const queue = String(fields?.["execution.queue"]);
  expect(queued).toBe(1);
  expect(fields).toMatchObject({ status: "queued", system_tags: [] });
  await s.ok("tasks.enqueue", { task: two });
  expect((await s.queue(queue)).entries?.map(({ task }) => task)).toEqual([one, two]);
  expect((await s.getTask(one)).execution?.queue).toBe(queue);
  expect(await s.refused("tasks.enqueue", { task: one })).toBe("400/706");
  const moved = await s.ok("tasks.enqueue", { task: one, queue_name: "made up", verify_watched_queue: true });
  expect(moved.queue_watched).toBe(false);
  expect((await s.queue(queue)).entries?.map(({ task }) => task)).toEqual([two]);
  expect(await s.refused("tasks.enqueue", { task: one, queue, queue_name: "both" })).toBe("400/12");
});

test("a completed task is not queued again without force", async () => {
  await using s = await RecordsServer.start();
  const task = await s.task();
  await s.ok("tasks.started", { task });
  await s.ok("tasks.completed", { task });
  expect(await s.refused("tasks.enqueue", { task })).toBe("400/110");
});

test("dequeue gives back the status before, or the one asked for", async () => {
  await using s = await RecordsServer.start();
  const task = await s.task();
  await s.ok("tasks.enqueue", { task });
  expect(await s.ok("tasks.dequeue", { task })).toMatchObject({ dequeued: 1, updated: 1 });
  expect(await s.status(task)).toBe("created");
  await s.ok("tasks.started", { task });
  await s.ok("tasks.dequeue", { task, new_status: "in_progress" });
  expect(await s.status(task)).toBe("in_progress");
  await s.ok("tasks.stopped", { task });
  expect(await s.ok("tasks.dequeue", { task })).toEqual({ dequeued: 1, updated: 0, fields: {} });
  expect(await s.ok("tasks.dequeue", { task: "unknown" })).toEqual({ dequeued: 1, updated: 0, fields: {} });
});

test("a reset task is a draft without results; what went in stays", async () => {
  await using s = await RecordsServer.start();
  const task = await s.task({
    hyperparams: { Args: { lr: { section: "Args", name: "lr", value: "1" } } },
    runtime: { x: 1 },
  });
  await s.ok("tasks.add_or_update_artifacts", {
    task,
    artifacts: [
      { key: "in", type: "x", mode: "input" },
      { key: "out", type: "x", uri: "s3://b/out" },
    ],
  });
  await s.ok("tasks.started", { task });
  const model = await s.model({ task, uri: "s3://b/model" });
  await s.ok("tasks.add_or_update_model", { task, name: "m", model, type: "output" });
  await s.ok("tasks.completed", { task });
  const reply = await s.ok("tasks.reset", { task, return_file_urls: true });
  expect(reply).toMatchObject({
    updated: 1,
    deleted_models: 1,
    urls: { model_urls: ["s3://b/model"], artifact_urls: ["s3://b/out"] },
    fields: { status: "created", status_message: "reset" },
  });
  const fresh = await s.getTask(task);
  expect(fresh).toMatchObject({ status: "created", runtime: {}, models: { output: [] }, hyperparams: { Args: {} } });
  expect(fresh.execution?.artifacts?.map(({ key }) => key)).toEqual(["in"]);
  for (const gone of ["started", "completed", "last_worker"]) {
    expect(fresh).not.toHaveProperty(gone);
  }
  expect(await s.refused("models.get_by_id", { model })).toBe("400/201");
});

test("a reset that clears all leaves the script of a task that has none", async () => {
  await using s = await RecordsServer.start();
  const task = await s.task({ script: { binary: "python3", repository: "https://git/x" } });
  await s.ok("tasks.reset", { task, clear_all: true });
  expect((await s.getTask(task)).script).toEqual({ binary: "python", repository: "", entry_point: "" });
});

test("a published task is reset and deleted by force only", async () => {
  await using s = await RecordsServer.start();
  const task = await s.task();
  await s.ok("tasks.started", { task });
  await s.ok("tasks.completed", { task, publish: true });
  expect(await s.status(task)).toBe("published");
  expect(await s.refused("tasks.reset", { task })).toBe("400/110");
  expect(await s.refused("tasks.delete", { task })).toBe("400/123");
  await s.ok("tasks.reset", { task, force: true });
});

test("publishing a task publishes its last output model", async () => {
  await using s = await RecordsServer.start();
  const task = await s.task();
  const model = await s.model({ task });
  await s.ok("tasks.started", { task });
  await s.ok("tasks.add_or_update_model", { task, name: "m", model, type: "output" });
  expect(await s.refused("tasks.publish", { task })).toBe("400/110");
  await s.ok("tasks.stopped", { task });
  expect((await s.ok("tasks.publish", { task })).fields).toMatchObject({
    status: "published",
    published: expect.any(String),
  });
  expect((await s.getModel(model)).ready).toBe(true);
});

test("publishing a task answers where its output goes", async () => {
  await using s = await RecordsServer.start();
  const task = await s.task({ output_dest: "file:///out" });
  await s.ok("tasks.started", { task });
  await s.ok("tasks.stopped", { task });
  expect((await s.ok("tasks.publish", { task })).fields).toMatchObject({ output: { destination: "file:///out" } });
});

test("a published task is not published again without force", async () => {
  await using s = await RecordsServer.start();
  const task = await s.task();
  await s.ok("tasks.publish", { task, force: true });
  expect(await s.refused("tasks.publish", { task })).toBe("400/110");
  expect((await s.ok("tasks.publish_many", { ids: [task] })).failed[0]?.error.codes).toEqual([400, 110]);
  await s.ok("tasks.publish", { task, force: true });
});

test("the first reason not to queue a task is given: two queues, then the status, then an unknown queue", async () => {
  await using s = await RecordsServer.start();
  const task = await s.task();
  expect(await s.refused("tasks.enqueue", { task: "no", queue: "a", queue_name: "b" })).toBe("400/12");
  expect(await s.refused("tasks.enqueue", { task, queue: "no" })).toBe("400/701");
  expect(await s.status(task)).toBe("created");
  await s.ok("tasks.publish", { task, force: true });
  expect(await s.refused("tasks.enqueue", { task, queue: "no" })).toBe("400/110");
});

test("archiving counts each task once", async () => {
  await using s = await RecordsServer.start();
  const task = await s.task();
  expect(await s.ok("tasks.archive", { tasks: [task, task] })).toEqual({ archived: 1 });
});

test("deleting a task marks it in its children and takes its draft models along", async () => {
  await using s = await RecordsServer.start();
  const task = await s.task();
  const child = await s.task({ parent: task });
  const [used, unused] = [await s.model({ task }), await s.model({ task })];
  await s.task({ models: { input: [{ name: "m", model: used }], output: [] } });
  await s.ok("tasks.enqueue", { task });
  expect(await s.refused("tasks.delete", { task })).toBe("400/123");
  expect(await s.ok("tasks.delete", { task, force: true })).toEqual({
    deleted: true,
    updated_children: 1,
    updated_models: 0,
    deleted_models: 1,
    freed: { rows: 2, files: 0, bytes: 0 },
  });
  expect((await s.getTask(child)).parent).toBe(`__DELETED__${task}`);
  expect(await s.getModel(used)).not.toHaveProperty("task");
  expect(await s.refused("models.get_by_id", { model: unused })).toBe("400/201");
  const queue = await s.ok("queues.get_default", {});
  expect((await s.queue(queue.id)).entries).toEqual([]);
});

test("published children keep a task from being deleted", async () => {
  await using s = await RecordsServer.start();
  const task = await s.task();
  const child = await s.task({ parent: task });
  await s.ok("tasks.publish", { task: child, force: true });
  expect(await s.refused("tasks.delete", { task })).toBe("400/123");
});

test("archiving stops a running task and takes a waiting one out of its queue", async () => {
  await using s = await RecordsServer.start();
  const [running, waiting] = [await s.task(), await s.task()];
  await s.ok("tasks.started", { task: running });
  await s.ok("tasks.enqueue", { task: waiting });
  const { succeeded, failed } = await s.ok("tasks.archive_many", { ids: [running, waiting, "no"] });
  expect(succeeded).toEqual([running, waiting].map((id) => ({ id, archived: true })));
  expect(failed).toMatchObject([{ id: "no", error: { codes: [400, 101] } }]);
  expect([await s.status(running), await s.status(waiting)]).toEqual(["stopped", "created"]);
  expect((await s.getTask(running)).system_tags).toEqual(["archived"]);
  await s.ok("tasks.unarchive_many", { ids: [running] });
  expect((await s.getTask(running)).system_tags).toEqual([]);
});

test("what a batch does to one task survives the failure of another", async () => {
  await using s = await RecordsServer.start();
  const [one, two] = [await s.task(), await s.task()];
  await s.ok("tasks.started", { task: two });
  const { succeeded, failed } = await s.ok("tasks.enqueue_many", { ids: [one, two] });
  expect(succeeded).toMatchObject([{ id: one, queued: true, fields: { status: "queued" } }]);
  expect(failed).toMatchObject([{ id: two, error: { codes: [400, 110] } }]);
  expect((await s.ok("tasks.dequeue_many", { ids: [one] })).succeeded).toMatchObject([{ id: one, dequeued: true }]);
  expect((await s.ok("tasks.stop_many", { ids: [two] })).succeeded).toMatchObject([{ id: two, updated: 1 }]);
  expect((await s.ok("tasks.reset_many", { ids: [two] })).succeeded).toMatchObject([{ id: two, updated: 1 }]);
  expect((await s.ok("tasks.delete_many", { ids: [one, two] })).succeeded).toMatchObject([
    { deleted: true },
    { deleted: true },
  ]);
});

test("the steps of a pipeline are stopped with it", async () => {
  await using s = await RecordsServer.start();
  const controller = await s.task({ type: "controller" });
  const step = await s.task({ parent: controller });
  await s.ok("tasks.started", { task: controller });
  await s.ok("tasks.stop", { task: controller, include_pipeline_steps: true });
  expect([await s.status(controller), await s.status(step)]).toEqual(["stopped", "stopped"]);
});

test("a queued task tells the status that it had before, and one that leaves its queue that there is none", async () => {
  await using s = await RecordsServer.start();
  const task = await s.task();
  expect((await s.ok("tasks.enqueue", { task })).fields).toMatchObject({ status: "queued", enqueue_status: "created" });
  expect((await s.ok("tasks.dequeue", { task })).fields).toMatchObject({ status: "created", enqueue_status: null });
  expect(await s.ok("tasks.completed", { task, force: true })).toMatchObject({ updated: 1, published: 0 });
});

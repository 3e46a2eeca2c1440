import { Task } from "@clearml-ts/tasks";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { World } from "./world.ts";

let world: World;
let queue: string;

beforeAll(async () => {
  world = await World.start();
  queue = (await world.page.call("queues.create", { name: "gpu", display_name: "Big machine" })).id;
});

afterAll(() => world[Symbol.asyncDispose]());

const draft = (name: string) => Task.create({ project: "Comfort", name }, { connection: world.connection });
const done = (name: string) => world.run({ project: "Comfort", name });

async function load(id: string, only_fields: readonly string[] = ["status"]) {
  const { tasks } = await world.page.call("tasks.get_all_ex", { id: [id], only_fields, search_hidden: true });
  return tasks[0];
}

describe("enqueue", () => {
  test("offers queues by their display names, and looks at what is to run", async () => {
    const { page } = world;
    const { queues } = await page.call("queues.get_all_ex", { only_fields: ["id", "name", "display_name"] });
    expect(queues).toContainEqual(expect.objectContaining({ id: queue, name: "gpu", display_name: "Big machine" }));
    const task = await draft("not yet");
    const fields = ["status", "script.repository", "script.entry_point", "script.diff"];
    expect(await load(task.id, fields)).toMatchObject({ id: task.id, status: "created" });
  });

  test("puts tasks in a queue, says that nobody listens there, and takes them out again", async () => {
    const { page } = world;
    const task = await draft("waiting");
    const queued = await page.call("tasks.enqueue_many", {
      ids: [task.id],
      queue,
      validate_tasks: true,
      verify_watched_queue: true,
    });
    expect(queued).toMatchObject({
      succeeded: [{ id: task.id, queued: true, fields: { status: "queued" } }],
      failed: [],
      queue_watched: false,
    });
    expect(await load(task.id, ["execution.queue.id"])).toEqual({ id: task.id, execution: { queue: { id: queue } } });

    expect(await page.call("queues.get_by_task_id", { task: task.id })).toMatchObject({ id: queue });
    const { succeeded } = await page.call("tasks.dequeue_many", { ids: [task.id] });
    expect(succeeded).toMatchObject([{ id: task.id, dequeued: true, fields: { status: "created" } }]);
  });

  test("makes the queue that was typed", async () => {
    const { id } = await draft("elsewhere");
    const { succeeded } = await world.page.call("tasks.enqueue_many", {
      ids: [id],
      queue_name: "fresh",
      validate_tasks: true,
    });
    expect(succeeded).toMatchObject([{ id }]);
    const { queues } = await world.page.call("queues.get_all_ex", { name: "^fresh$", only_fields: ["name"] });
    expect(queues).toHaveLength(1);
  });
});

test("a new task is created from a form, and put in a queue", async () => {
  const { page } = world;
  const project = (await draft("neighbour")).project.id;
  const { id } = await page.call("tasks.create", {
    project,
    name: "from a form",
    type: "training",
    script: {
      repository: "https://git.example.org/c.git",
      branch: "main",
      working_dir: ".",
      entry_point: "train.py",
      binary: "python3",
      requirements: null,
      diff: "",
    },
    hyperparams: { Args: { rate: { name: "rate", value: "0.1", section: "Args" } } },
    container: { arguments: "-e CLEARML_AGENT_FORCE_TASK_INIT=1" },
  });
  const { queue_watched } = await page.call("tasks.enqueue", { queue, task: id, verify_watched_queue: true });
  expect(queue_watched).toBe(false);
  expect(await load(id, ["status", "script.entry_point", "hyperparams.Args.rate.value"])).toMatchObject({
    status: "queued",
    script: { entry_point: "train.py" },
    hyperparams: { Args: { rate: { value: "0.1" } } },
  });
});

describe("clone", () => {
  test("copies into the project that was chosen", async () => {
    const task = await done("original");
    const { id } = await world.page.call("tasks.clone", {
      task: task.id,
      new_task_project: task.project.id,
      new_task_comment: "",
      new_task_name: "Clone Of original",
      new_task_parent: task.id,
    });
    expect(await load(id, ["name", "status", "parent.name"])).toMatchObject({
      name: "Clone Of original",
      status: "created",
      parent: { id: task.id, name: "original" },
    });
  });

  test("copies into a new project, and says which", async () => {
    const task = await done("original");
    const { new_project } = await world.page.call("tasks.clone", {
      task: task.id,
      new_task_comment: "for later",
      new_task_name: "copy",
      new_project_name: "Comfort/copies",
    });
    expect(new_project).toEqual({ id: expect.any(String), name: "Comfort/copies" });
  });
});

describe("abort", () => {
  test("looks for running children first, and stops what runs", async () => {
    const { page, connection } = world;
    await using running = await Task.init({ project: "Comfort", name: "running" }, { connection });
    await using child = await Task.init({ project: "Comfort", name: "child", parent: running.id }, { connection });
    const { tasks } = await page.call("tasks.get_all_ex", {
      page_size: 2000,
      only_fields: ["name", "status"],
      status: ["queued", "in_progress"],
      parent: [running.id],
    });
    expect(tasks).toEqual([{ id: child.id, name: "child", status: "in_progress" }]);

    const ids = [running.id, child.id];
    const { succeeded, failed } = await page.call("tasks.stop_many", { ids, include_pipeline_steps: false });
    expect(succeeded).toMatchObject(ids.map((id) => ({ id, updated: 1, fields: { status: "stopped" } })));
    expect(failed).toEqual([]);
  });
});

describe("publish", () => {
  test("publishes what is done, and says why the rest is not", async () => {
    const [task, other] = [await done("good"), await draft("not run")];
    const answer = await world.page.call("tasks.publish_many", { ids: [task.id, other.id] });
    expect(answer).toMatchObject({
      succeeded: [{ id: task.id, fields: { status: "published" } }],
      failed: [{ id: other.id, error: { codes: [400, 110], msg: expect.any(String) } }],
    });
  });
});

describe("archive, reset and delete", () => {
  test("archiving is undone", async () => {
    const { id } = await done("old");
    await world.page.call("tasks.archive_many", { ids: [id], include_pipeline_steps: false });
    expect(await load(id, ["system_tags"])).toMatchObject({ system_tags: expect.arrayContaining(["archived"]) });
    const { succeeded, failed } = await world.page.call("tasks.unarchive_many", { ids: [id] });
    expect([succeeded, failed]).toMatchObject([[{ id, unarchived: true }], []]);
    expect((await load(id, ["system_tags"]))?.system_tags).not.toContain("archived");
  });

  const options = {
    delete_external_artifacts: true,
    delete_output_models: true,
    return_file_urls: true,
    force: true,
  };

  test("a reset makes a draft, and lists the files that are left over", async () => {
    const { id } = await world.run({ project: "Comfort", name: "again" }, async (task) => {
      await task.uploadArtifact("link", { url: "https://data.example.org/rows.csv" });
    });
    const { succeeded, failed } = await world.page.call("tasks.reset_many", { ids: [id], ...options });
    expect(failed).toEqual([]);
    expect(succeeded).toMatchObject([
      {
        id,
        fields: { status: "created" },
        urls: { artifact_urls: ["https://data.example.org/rows.csv"], event_urls: [], model_urls: [] },
      },
    ]);
  });

  test("deleting lists the files that went with the task", async () => {
    const { id } = await world.run({ project: "Comfort", name: "gone" }, async (task) => {
      await task.uploadArtifact("rows", { table: [{ a: 1 }] });
    });
    const { succeeded } = await world.page.call("tasks.delete_many", { ids: [id], ...options });
    const artifact_urls = [expect.stringContaining("/rows.csv.gz")];
    expect(succeeded).toMatchObject([{ id, deleted: true, urls: { artifact_urls, event_urls: [], model_urls: [] } }]);
    expect(await load(id)).toBeUndefined();
  });
});

describe("moving and tagging", () => {
  test("moves tasks to a project, and to one that is made for them", async () => {
    const task = await done("moved");
    const { id: project } = await world.page.call("projects.create", { name: "Target" });
    const there = await world.page.call("tasks.move", { ids: [task.id], project, project_name: "Target" });
    expect(there).toEqual({ project_id: project });
    const { project_id } = await world.page.call("tasks.move", { ids: [task.id], project_name: "Target/new" });
    expect(await load(task.id, ["project.name"])).toMatchObject({ project: { id: project_id, name: "Target/new" } });
  });

  test("adds and removes a tag of several tasks", async () => {
    const ids = [(await done("first")).id, (await draft("second")).id];
    expect(await world.page.call("tasks.update_tags", { ids, add_tags: ["kept"] })).toEqual({ updated: 2 });
    expect(await load(ids[1] ?? "", ["tags"])).toMatchObject({ tags: ["kept"] });
    expect(await world.page.call("tasks.update_tags", { ids, remove_tags: ["kept"] })).toEqual({ updated: 2 });
    expect((await world.page.call("organization.get_tags")).tags).toEqual([]);
  });
});

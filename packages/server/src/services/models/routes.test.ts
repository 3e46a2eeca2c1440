import { expect, test } from "vitest";
import { RecordsServer } from "../../fixtures/records.fixture.ts";

test("a model is made, edited in any state and read back as it was written", async () => {
  await using s = await RecordsServer.start();
  const task = await s.task();
  const { id, created } = await s.ok("models.create", { name: "net", uri: "x/uploading_file", ready: false, task });
  expect(created).toBe(true);
  await s.ok("models.edit", {
    model: id,
    uri: "x/net.pt",
    framework: "PyTorch",
    design: { design: "d" },
    labels: { a: 0 },
  });
  expect(await s.getModel(id)).toMatchObject({
    name: "net",
    uri: "x/net.pt",
    framework: "PyTorch",
    design: { design: "d" },
    labels: { a: 0 },
    ready: false,
    task,
  });
  await s.ok("models.set_ready", { model: id, publish_task: false });
  const { fields } = await s.ok("models.edit", { model: id, labels: { b: 1 } });
  expect(fields).toMatchObject({ labels: { b: 1 }, last_update: expect.any(String) });
});

test("a model is published unless the call says otherwise", async () => {
  await using s = await RecordsServer.start();
  const { id } = await s.ok("models.create", { name: "net", uri: "x" });
  expect((await s.getModel(id)).ready).toBe(true);
  expect(await s.refused("models.set_ready", { model: id })).toBe("400/203");
});

test("models that are not well formed are refused", async () => {
  await using s = await RecordsServer.start();
  const model = await s.model();
  expect(await s.refused("models.create", { name: "net" })).toBe("400/12");
  expect(await s.refused("models.create", { name: "net", uri: "x", task: "no" })).toBe("400/101");
  expect(await s.refused("models.create", { name: "net", uri: "x", project: "no" })).toBe("400/12");
  expect(await s.refused("models.edit", { model, labels: { a: "0" } })).toBe("400/12");
  expect(await s.refused("models.create", { name: "net", uri: "x", labels: { a: 0, b: 0 } })).toBe("400/800");
  expect(await s.refused("models.get_by_id", { model: "no" })).toBe("400/201");
});

test("update changes user fields only; an iteration raises that of the task", async () => {
  await using s = await RecordsServer.start();
  const task = await s.task();
  const model = await s.model({ task });
  const request = { model, comment: "c", iteration: 5, ...{ ready: true } };
  expect((await s.ok("models.update", request)).fields).toMatchObject({ comment: "c" });
  expect((await s.getModel(model)).ready).toBe(false);
  expect((await s.getTask(task)).last_iteration).toBe(5);
});

test("publishing a model publishes the task that made it", async () => {
  await using s = await RecordsServer.start();
  const task = await s.task();
  const model = await s.model({ task });
  expect(await s.refused("models.set_ready", { model })).toBe("400/110");
  expect(await s.getModel(model)).toMatchObject({ ready: false });
  await s.ok("tasks.started", { task });
  await s.ok("tasks.completed", { task });
  expect(await s.ok("models.set_ready", { model })).toMatchObject({
    updated: 1,
    published_task: { id: task, data: { fields: { status: "published" } } },
  });
});

test("a model that tasks use, or a published task made, is deleted by force only", async () => {
  await using s = await RecordsServer.start();
  const maker = await s.task();
  const model = await s.model({ task: maker, uri: "s3://b/m" });
  await s.ok("tasks.add_or_update_model", { task: maker, name: "m", model, type: "output" });
  const user = await s.task({ models: { input: [{ name: "m", model }], output: [] } });
  expect(await s.refused("models.delete", { model })).toBe("400/205");
  expect(await s.ok("models.delete", { model, force: true })).toMatchObject({ deleted: true, url: "s3://b/m" });
  expect((await s.getTask(user)).models?.input?.[0]?.model).toBe(`__DELETED__${model}`);
  expect((await s.getTask(maker)).models?.output).toEqual([]);
});

test("metadata is written by key and found by value", async () => {
  await using s = await RecordsServer.start();
  const model = await s.model();
  const item = (key: string, value: string) => ({ key, type: "str", value });
  await s.ok("models.add_or_update_metadata", { model, metadata: [item("a.b", "1"), item("c", "2")] });
  expect((await s.ok("models.get_all", { "metadata.a%2Eb.value": ["1"] })).models).toHaveLength(1);
  expect((await s.ok("models.get_all", { "metadata.c.value": ["1"] })).models).toHaveLength(0);
  await s.ok("models.add_or_update_metadata", { model, metadata: [item("d", "3")], replace_metadata: true });
  expect((await s.getModel(model)).metadata).toEqual({ d: item("d", "3") });
  await s.ok("models.delete_metadata", { model, keys: ["d"] });
  expect((await s.getModel(model)).metadata).toEqual({});
});

test("models are listed with what they belong to", async () => {
  await using s = await RecordsServer.start();
  const project = await s.project("demo");
  const task = await s.task({ name: "maker", project });
  const model = await s.model({ task, project, framework: "ONNX", labels: { a: 0, b: 1 } });
  const only_fields = ["name", "task.name", "task.project.name", "project.name", "user.name"];
  const { models } = await s.ok("models.get_all_ex", { project: [project], only_fields, include_stats: true });
  expect(models).toEqual([
    {
      id: model,
      name: "a model",
      task: { id: task, name: "maker", project: { id: project, name: "demo" } },
      project: { id: project, name: "demo" },
      user: { id: expect.any(String), name: expect.any(String) },
      stats: { labels_count: 2 },
    },
  ]);
  expect(await s.ok("models.get_frameworks", { projects: [] })).toEqual({ frameworks: ["ONNX"] });
  expect((await s.ok("models.get_by_id_ex", { id: [model] })).models[0]).toMatchObject({ project: { id: project } });
  expect((await s.ok("models.get_all", { ready: true })).models).toEqual([]);
  expect((await s.ok("models.get_all", { ready: false, uri: ["file:///m"] })).models).toHaveLength(1);
  for (const ready of [7, "x", "", [false], []]) {
    expect((await s.ok("models.get_all", { ready: ready as never })).models).toEqual([]);
  }
});

test("models are archived, tagged and moved together", async () => {
  await using s = await RecordsServer.start();
  const ids = [await s.model(), await s.model()];
  expect((await s.ok("models.archive_many", { ids: [...ids, "no"] })).failed).toHaveLength(1);
  expect((await s.ok("models.get_all", { system_tags: ["-archived"] })).models).toEqual([]);
  await s.ok("models.unarchive_many", { ids });
  await s.ok("models.update_tags", { ids, add_tags: ["t"] });
  const { project_id } = await s.ok("models.move", { ids, project_name: "elsewhere" });
  expect((await s.ok("models.get_all", { project: project_id ?? [], tags: ["t"] })).models).toHaveLength(2);
  expect((await s.ok("models.publish_many", { ids })).succeeded).toMatchObject([{ updated: true }, { updated: true }]);
  expect((await s.ok("models.delete_many", { ids })).succeeded).toMatchObject([{ deleted: true }, { deleted: true }]);
});

test("the two endpoints of old versions answer old versions only", async () => {
  await using s = await RecordsServer.start();
  const task = await s.task();
  await s.ok("tasks.started", { task });
  expect(await s.refused("models.update_for_task", { task, uri: "u" })).toBe("301/1");
  const { id } = await s.ok("models.update_for_task", { task, uri: "file:///one" }, "2.13");
  await s.ok("models.update_for_task", { task, uri: "file:///two", iteration: 3 }, "2.13");
  expect((await s.ok("models.get_by_task_id", { task }, "2.13")).model).toMatchObject({ id, uri: "file:///two" });
  expect((await s.getTask(task)).last_iteration).toBe(3);
});

test("a model that belongs to everybody is not there for those who would change it", async () => {
  await using s = await RecordsServer.start();
  const model = await s.model();
  await s.ok("models.make_public", { ids: [model] });
  expect(await s.refused("models.edit", { model, name: "another" })).toBe("400/201");
  expect(await s.refused("models.delete", { model })).toBe("400/201");
  expect((await s.ok("projects.get_model_metadata_keys", {})).keys).toEqual([]);
});

import { type Model, registerModel } from "@clearml-ts/models";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tasksTable } from "./tasks-table.ts";
import { World } from "./world.ts";

const TABLE_FIELDS = [
  ...["company", "created", "last_change", "last_update", "framework", "id", "labels", "name", "ready", "tags"],
  ...["system_tags", "task.name", "uri", "user.name", "parent", "comment", "project.name"],
];
const INFO_FIELDS = [...TABLE_FIELDS, "task.project", "design", "metadata"];

let world: World;
let project: string;
let model: Model;
let other: Model;

beforeAll(async () => {
  world = await World.start();
  await world.run({ project: "Comfort", name: "train" }, async (task) => {
    project = task.project.id;
    const shared = { task, framework: "ydf" as const, labels: { cold: 0, hot: 1 }, tags: ["forest"] };
    model = await registerModel({
      ...shared,
      name: "forest",
      weights: Buffer.from("43"),
      targetName: "forest.bin",
      metadata: { R2: 0.5 },
    });
    other = await registerModel({ ...shared, name: "mean", weights: { url: "https://models.example.org/mean" } });
  });
  await world.connection.session.sendBatch("events.add_batch", [
    {
      type: "training_stats_scalar",
      task: model.id,
      model_event: true,
      metric: "loss",
      variant: "val",
      value: 1,
      iter: 0,
    },
    {
      type: "plot",
      task: model.id,
      model_event: true,
      metric: "curve",
      variant: "roc",
      iter: 0,
      plot_str: '{"data":[]}',
    },
  ]);
});

afterAll(() => world[Symbol.asyncDispose]());

const table = (differences: object = {}) =>
  world.page.call("models.get_all_ex", {
    id: [],
    project: [project],
    scroll_id: null,
    refresh_scroll: true,
    size: 30,
    include_subprojects: false,
    order_by: ["-last_update"],
    system_tags: ["-archived"],
    only_fields: TABLE_FIELDS,
    ready: null,
    ...differences,
  });
const load = async () =>
  (await world.page.call("models.get_by_id_ex", { id: [model.id], only_fields: INFO_FIELDS })).models[0];

describe("the table", () => {
  test("shows models with what they come from, and scrolls to an empty page", async () => {
    const { models, scroll_id } = await table({ order_by: ["name"] });
    expect(models).toMatchObject([
      {
        id: model.id,
        name: "forest",
        framework: "ydf",
        ready: false,
        labels: { cold: 0, hot: 1 },
        tags: ["forest"],
        uri: expect.stringContaining("forest.bin"),
        task: { id: model.taskId, name: "train" },
        user: { name: expect.any(String) },
        project: { id: project, name: "Comfort" },
        company: { id: expect.stringMatching(/./) },
      },
      { name: "mean" },
    ]);
    expect(await table({ scroll_id, refresh_scroll: false, order_by: ["name"] })).toMatchObject({
      models: [],
      scroll_id,
    });
  });

  test("has frameworks, tags, users, metadata and metrics to choose from", async () => {
    const { page } = world;
    expect(await page.call("models.get_frameworks", { projects: [project] })).toEqual({ frameworks: ["ydf"] });
    expect(await page.call("projects.get_model_tags", { projects: [project] })).toMatchObject({ tags: ["forest"] });
    expect(await page.call("projects.get_model_metadata_keys", { project })).toMatchObject({ keys: ["R2"] });
    const values = await page.call("projects.get_model_metadata_values", {
      include_subprojects: false,
      key: "R2",
      projects: [project],
    });
    expect(values).toEqual({ total: 1, values: ["0.5"] });
    const { metrics } = await page.call("projects.get_unique_metric_variants", {
      project,
      model_metrics: true,
      include_subprojects: false,
    });
    expect(metrics).toMatchObject([{ metric: "loss", variant: "val" }]);
  });

  test("has columns for metadata and metrics, and sorts and filters by them", async () => {
    const { models } = await table({
      only_fields: [...TABLE_FIELDS, "metadata.R2.value"],
      order_by: ["-metadata.R2.value"],
    });
    expect(models[0]).toMatchObject({ name: "forest", metadata: { R2: { value: "0.5" } } });
    expect((await table({ "metadata.R2.value": ["0.5"] })).models).toHaveLength(1);
  });

  test("is filtered by state, framework, tags and text", async () => {
    expect((await table({ ready: true })).models).toEqual([]);
    expect((await table({ ready: false, framework: ["ydf"] })).models).toHaveLength(2);
    expect((await table({ filters: { tags: { any: { include: [], exclude: ["forest"] } } } })).models).toEqual([]);
    const fields = ["id", "name", "comment", "system_tags"];
    expect((await table({ _any_: { pattern: "fore", fields } })).models).toHaveLength(1);
  });

  test("is downloaded as CSV", async () => {
    const { prepare_id } = await world.page.call("organization.prepare_download_for_get_all", {
      entity_type: "model",
      only_fields: ["name"],
      field_mappings: [{ field: "name", name: "NAME" }],
      id: [model.id],
    });
    const response = await world.page.open("organization.download_for_get_all", { prepare_id });
    expect((await response.text()).trim().split("\r\n")).toEqual(['"NAME"', '"forest"']);
  });
});

describe("a model", () => {
  test("shows what it is", async () => {
    expect(await load()).toMatchObject({
      id: model.id,
      task: { id: model.taskId, name: "train", project: { id: project } },
      metadata: { R2: { key: "R2", type: "float", value: "0.5" } },
      labels: { cold: 0, hot: 1 },
    });
  });

  test("lists the tasks that use it", async () => {
    const task = await world.run({ project: "Comfort", name: "predict" }, (running) =>
      running.addModel({ name: "forest", model: model.id, type: "input" }),
    );
    const { project: _, ...everywhere } = tasksTable("*", { "models.input.model": [model.id] }) as { project: unknown };
    expect((await world.page.call("tasks.get_all_ex", everywhere)).tasks.map(({ id }) => id)).toEqual([task.id]);
  });

  test("shows its scalars and plots", async () => {
    const { page } = world;
    const ask = { task: model.id, model_events: true };
    const curves = await page.call("events.scalar_metrics_iter_histogram", { ...ask, key: "iter" });
    expect(curves).toMatchObject({ loss: { val: { x: [0], y: [1] } } });
    expect(await page.call("events.get_task_plots", ask)).toMatchObject({
      plots: [{ metric: "curve", variant: "roc" }],
      total: 1,
    });
    expect(await page.call("events.get_task_single_value_metrics", { tasks: [model.id], model_events: true })).toEqual({
      tasks: [],
    });
    const { models } = await page.call("models.get_all_ex", { id: [model.id], only_fields: ["last_metrics"] });
    const leaves = Object.values(models[0]?.last_metrics ?? {}).flatMap((variants) => Object.values(variants));
    expect(leaves).toMatchObject([{ metric: "loss", variant: "val", value: 1 }]);
  });

  test("is edited as a whole, as it was loaded", async () => {
    const loaded = await load();
    const labels = { cold: 0, mild: 1, hot: 2 };
    await world.page.call("models.edit", {
      model: model.id,
      ...loaded,
      labels,
      project: loaded?.project?.id,
      task: loaded?.task?.id,
    });
    expect(await load()).toMatchObject({ labels, name: "forest", metadata: { R2: { value: "0.5" } } });
  });

  test("is given metadata, name, comment and tags", async () => {
    const { page } = world;
    const metadata = { MAE: { key: "MAE", type: "float", value: "0.1" } };
    await page.call("models.edit", { model: model.id, metadata });
    await page.call("models.update", { model: model.id, comment: "best" });
    expect(
      await page.call("models.update", { model: model.id, name: "big forest", tags: ["forest", "best"] }),
    ).toMatchObject({ updated: 1, fields: { name: "big forest" } });
    expect(await load()).toMatchObject({ metadata, comment: "best", name: "big forest", tags: ["best", "forest"] });
  });
});

describe("the menu", () => {
  test("tags, moves, publishes, archives and deletes models", async () => {
    const { page } = world;
    const ids = [other.id];
    expect(await page.call("models.update_tags", { ids, add_tags: ["kept"] })).toEqual({ updated: 1 });
    expect(await page.call("models.update_tags", { ids, remove_tags: ["kept"] })).toEqual({ updated: 1 });
    const { project_id } = await page.call("models.move", { ids, project_name: "Elsewhere" });
    expect((await table({ project: [project_id] })).models).toMatchObject([{ id: other.id }]);

    const published = await page.call("models.publish_many", { ids });
    expect(published).toMatchObject({ succeeded: [{ id: other.id, updated: true }], failed: [] });
    const archived = await page.call("models.archive_many", { ids });
    expect(archived).toMatchObject({ succeeded: [{ id: other.id, archived: true }], failed: [] });
    expect((await table({ project: [project_id], system_tags: ["archived"] })).models).toHaveLength(1);
    const back = await page.call("models.unarchive_many", { ids });
    expect(back).toMatchObject({ succeeded: [{ id: other.id, unarchived: true }], failed: [] });
    const deleted = await page.call("models.delete_many", { ids, force: true });
    expect(deleted).toMatchObject({
      succeeded: [{ id: other.id, url: "https://models.example.org/mean" }],
      failed: [],
    });
  });
});

test("models are compared", async () => {
  const { models } = await world.page.call("models.get_all_ex", {
    id: [model.id],
    only_fields: ["last_metrics", "name", "last_update", "last_iteration", "project.name", "tags", "ready", "design"],
  });
  expect(models).toMatchObject([{ id: model.id, ready: false, last_iteration: 0, project: { name: "Comfort" } }]);
  const { metrics } = await world.page.call("events.get_multi_task_metrics", {
    tasks: [model.id],
    event_type: "training_stats_scalar",
    model_events: true,
  });
  expect(metrics).toEqual([{ metric: "loss", variants: ["val"] }]);
});

import type { Task } from "@clearml-ts/tasks";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tasksTable } from "./tasks-table.ts";
import { World } from "./world.ts";

const ROWS = 35;
let world: World;
let project: string;
let child: Task;

beforeAll(async () => {
  world = await World.start();
  const parent = await world.run({ project: "Comfort", name: "parent", tags: ["base"] });
  project = parent.project.id;
  child = await world.run(
    {
      project: "Comfort",
      name: "child",
      parent: parent.id,
      type: "testing",
      tags: ["forest", "night"],
      parameters: { Args: { "optimizer.rate": 0.5, depth: 3 } },
    },
    ({ logger }) => {
      logger.reportScalar("loss", "train", 0.25, { iteration: 1 });
      logger.reportScalar("loss", "train", 0.75, { iteration: 2 });
    },
  );
  const { tasks } = world.connection.services;
  for (let row = 0; row < ROWS - 2; row += 1) {
    await tasks.create({ name: `row ${String(row).padStart(2, "0")}`, type: "training", project });
  }
});

afterAll(() => world[Symbol.asyncDispose]());

const rows = async (differences: Record<string, unknown> = {}) =>
  (await world.page.call("tasks.get_all_ex", tasksTable(project, differences))).tasks;
const names = async (differences: Record<string, unknown> = {}) => (await rows(differences)).map(({ name }) => name);

describe("scrolling", () => {
  test("pages follow each other under one scroll id, and an empty one ends them", async () => {
    const first = await world.page.call("tasks.get_all_ex", tasksTable(project));
    const next = () =>
      world.page.call("tasks.get_all_ex", tasksTable(project, { scroll_id: first.scroll_id, refresh_scroll: false }));
    const [second, third] = [await next(), await next()];

    expect([first, second, third].map(({ tasks }) => tasks.length)).toEqual([30, ROWS - 30, 0]);
    expect(new Set([...first.tasks, ...second.tasks].map(({ id }) => id)).size).toBe(ROWS);
    expect([second.scroll_id, third.scroll_id]).toEqual([first.scroll_id, first.scroll_id]);
  });

  test("a refresh repeats what is on the screen under the same scroll id", async () => {
    const first = await world.page.call("tasks.get_all_ex", tasksTable(project));
    const { scroll_id } = first;
    await world.page.call("tasks.get_all_ex", tasksTable(project, { scroll_id, refresh_scroll: false }));
    const refreshed = await world.page.call("tasks.get_all_ex", tasksTable(project, { scroll_id }));

    expect(refreshed.scroll_id).toBe(scroll_id);
    expect(refreshed.tasks).toHaveLength(ROWS);
    expect(refreshed.tasks.slice(0, 30).map(({ id }) => id)).toEqual(first.tasks.map(({ id }) => id));
  });

  test("select all asks for thousands at once", async () => {
    expect(await names({ size: 5000, refresh_scroll: false })).toHaveLength(ROWS);
  });
});

describe("rows", () => {
  test("hold what the columns show, nested as the fields are named", async () => {
    const [row] = await rows({ id: [child.id] });
    expect(row).toEqual({
      id: child.id,
      name: "child",
      type: "testing",
      status: "completed",
      tags: ["forest", "night"],
      system_tags: ["development"],
      project: { id: project, name: "Comfort" },
      company: { id: expect.any(String) },
      user: { id: expect.any(String), name: expect.any(String) },
      parent: { id: child.parent, name: "parent", project: { id: project, name: "Comfort" } },
      last_change: expect.any(String),
      last_update: expect.any(String),
      started: expect.any(String),
      last_iteration: 2,
      active_duration: expect.any(Number),
      comment: expect.any(String),
      runtime: { progress: "100" },
    });
  });

  test("hold the values of columns for metrics and parameters", async () => {
    const { metrics } = await world.page.call("projects.get_unique_metric_variants", {
      project,
      include_subprojects: false,
    });
    const [{ metric_hash = "", variant_hash = "" } = {}] = metrics;
    expect(metrics).toMatchObject([{ metric: "loss", variant: "train" }]);
    const { parameters } = await world.page.call("projects.get_hyper_parameters", {
      project,
      page_size: 5000,
      include_subprojects: false,
    });
    expect(parameters).toMatchObject([
      { section: "Args", name: "depth" },
      { section: "Args", name: "optimizer.rate" },
    ]);
    // A dot within a name is written as %2E, because dots separate what is nested.
    const columns = [
      `last_metrics.${metric_hash}.${variant_hash}.value`,
      `last_metrics.${metric_hash}.${variant_hash}.max_value`,
      "hyperparams.Args.depth.value",
      "hyperparams.Args.optimizer%2Erate.value",
    ];
    const [row] = await rows({ id: [child.id], columns });
    expect(row?.last_metrics?.[metric_hash]?.[variant_hash]).toEqual({ value: 0.75, max_value: 0.75 });
    expect(row?.hyperparams).toEqual({ Args: { depth: { value: "3" }, "optimizer.rate": { value: "0.5" } } });
  });
});

describe("sorting", () => {
  test("by a column, up and down", async () => {
    expect((await names({ order_by: ["name"] })).slice(0, 3)).toEqual(["child", "parent", "row 00"]);
    expect((await names({ order_by: ["-name"] }))[0]).toBe("row 32");
    expect((await names({ order_by: ["type", "-name"] }))[0]).toBe("child");
  });

  test("by a metric and by a parameter", async () => {
    const { metrics } = await world.page.call("projects.get_unique_metric_variants", { project });
    const [{ metric_hash, variant_hash } = {}] = metrics;
    expect((await names({ order_by: [`-last_metrics.${metric_hash}.${variant_hash}.value`] }))[0]).toBe("child");
    expect((await names({ order_by: ["-hyperparams.Args.optimizer%2Erate.value"] }))[0]).toBe("child");
  });
});

describe("filters", () => {
  test("by status, type and user", async () => {
    const { user } = await world.page.call("users.get_current_user", {});
    expect(await names({ status: ["completed", "closed"], order_by: ["name"] })).toEqual(["child", "parent"]);
    expect(await names({ type: ["testing"] })).toEqual(["child"]);
    expect(await names({ user: [user.id] })).toHaveLength(30);
    expect(await names({ user: ["nobody"] })).toEqual([]);
  });

  test("by tags: any of them, all of them, none, and without one", async () => {
    const tags = (filter: object) => names({ filters: { tags: filter }, order_by: ["name"] });
    expect(await tags({ any: { include: ["forest", "base"], exclude: [] } })).toEqual(["child", "parent"]);
    expect(await tags({ all: { include: ["forest", "base"], exclude: [] } })).toEqual([]);
    expect(await tags({ any: { include: [], exclude: ["base"] } })).not.toContain("parent");
    expect(await tags({ any: { include: [null], exclude: [] } })).not.toContain("child");
  });

  test("by parent, with the parents to choose from", async () => {
    const { parents } = await world.page.call("projects.get_task_parents", {
      projects: [project],
      tasks_state: "active",
      task_name: "(?i)PAR",
    });
    expect(parents).toEqual([{ id: child.parent, name: "parent", project: { id: project, name: "Comfort" } }]);
    expect(await names({ parent: [child.parent] })).toEqual(["child"]);
  });

  test("by a range of iterations, of time, and of a metric", async () => {
    const { metrics } = await world.page.call("projects.get_unique_metric_variants", { project });
    const [{ metric_hash, variant_hash } = {}] = metrics;
    const metric = `last_metrics.${metric_hash}.${variant_hash}.value`;
    expect(await names({ last_iteration: ["1", null] })).toEqual(["child"]);
    expect(await names({ [metric]: [0.5, null] })).toEqual(["child"]);
    // Without a lower end come those, too, that have no value.
    expect(await names({ [metric]: [null, 0.5] })).not.toContain("child");
    expect(await names({ [metric]: [null, 1], type: ["testing"] })).toEqual(["child"]);
    expect(await names({ started: ["2000-01-01T00:00:00", null], order_by: ["name"] })).toEqual(["child", "parent"]);
    expect(await names({ last_update: ["2000-01-01T00:00:00", "2001-01-01T00:00:00"] })).toEqual([]);
  });

  test("by a parameter, with the values to choose from", async () => {
    const { values } = await world.page.call("projects.get_hyperparam_values", {
      include_subprojects: false,
      section: "Args",
      name: "optimizer.rate",
      projects: [project],
      page: 0,
      page_size: 20,
      pattern: "0",
    });
    expect(values).toEqual(["0.5"]);
    expect(await names({ "hyperparams.Args.optimizer%2Erate.value": ["0.5"] })).toEqual(["child"]);
    expect(await names({ "hyperparams.Args.optimizer%2Erate.value": ["0.6"] })).toEqual([]);
  });

  test("by a text in one of many fields", async () => {
    const fields = ["id", "name", "comment", "system_tags", "models.output.model", "models.input.model"];
    expect(await names({ _any_: { pattern: "chi", fields } })).toEqual(["child"]);
    expect(await names({ _any_: { pattern: child.id, fields } })).toEqual(["child"]);
  });

  test("lists for the menus: types, tags, users", async () => {
    const { page } = world;
    expect((await page.call("tasks.get_types", { projects: [project] })).types.sort()).toEqual(["testing", "training"]);
    expect((await page.call("projects.get_task_tags", { projects: [project] })).tags).toEqual([
      "base",
      "forest",
      "night",
    ]);
    const { users } = await page.call("projects.get_user_names", {
      projects: [project],
      entity: "task",
      include_subprojects: false,
    });
    const named = await page.call("users.get_all_ex", { order_by: ["name"], only_fields: ["name"], id: [] });
    expect(users).toHaveLength(1);
    expect(named.users).toContainEqual(users[0]);
  });
});

test("the project * has the tasks of all projects", async () => {
  const { project: _, ...everywhere } = tasksTable("*", { size: 5000 }) as { project: unknown };
  expect((await world.page.call("tasks.get_all_ex", everywhere)).tasks).toHaveLength(ROWS);
  const lists = { tags: await world.page.call("projects.get_task_tags", { projects: [] }) };
  expect(lists.tags.tags).toContain("forest");
  const { metrics } = await world.page.call("projects.get_unique_metric_variants", {
    project: null,
    include_subprojects: true,
  });
  expect(metrics).toHaveLength(1);
});

test("the archive shows only what was archived", async () => {
  const archived = await world.run({ project: "Comfort", name: "old" });
  const answer = await world.page.call("tasks.archive_many", { ids: [archived.id], include_pipeline_steps: false });
  expect(answer).toMatchObject({ succeeded: [{ id: archived.id, archived: true }], failed: [] });

  const hidden = ["__$not", "pipeline", "__$not", "dataset", "__$not", "reports"];
  expect(await names({ size: 5000 })).not.toContain("old");
  expect(await names({ system_tags: ["__$and", "archived", ...hidden] })).toEqual(["old"]);
});

test("the table is downloaded as CSV", async () => {
  const { prepare_id } = await world.page.call("organization.prepare_download_for_get_all", {
    entity_type: "task",
    field_mappings: [
      { field: "name", name: "NAME" },
      { field: "parent.name", name: "PARENT TASK: parent.name" },
    ],
    ...tasksTable(project, { id: [child.id] }),
  });
  const response = await world.page.open("organization.download_for_get_all", { prepare_id });
  expect(response.headers.get("content-disposition")).toContain("clearml-Comfort-tasks.csv");
  const text = Buffer.from(await response.arrayBuffer()).toString();
  expect(text).toBe('\uFEFF"NAME","PARENT TASK: parent.name"\r\n"child","parent"\r\n');
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tasksTable } from "./tasks-table.ts";
import { World } from "./world.ts";

/** Rules whose breach breaks the web UI, each found by breaking it. */
let world: World;
let project: string;
let task: string;

beforeAll(async () => {
  world = await World.start();
  const { services } = world.connection;
  project = (await services.projects.create({ name: "Comfort" })).id;
  task = (await services.tasks.create({ name: "bare", type: "training", project })).id;
});

afterAll(() => world[Symbol.asyncDispose]());

test("1. without the current user the page would stay empty: it always comes", async () => {
  const { user } = await world.page.call("users.get_current_user", { get_supported_features: true });
  expect(user).toMatchObject({ id: expect.stringMatching(/./), name: expect.stringMatching(/./) });
});

test("2. a task has a runtime, be it empty", async () => {
  for (const only_fields of [["runtime"], ["id", "name", "runtime", "runtime._pipeline_hash", "runtime.version"]]) {
    const { tasks } = await world.page.call("tasks.get_by_id_ex", { id: [task], only_fields });
    expect(tasks[0]?.runtime).toEqual({});
  }
});

test("3. a controller has parameters, be they none", async () => {
  const { id } = await world.connection.services.tasks.create({ name: "bare run", type: "controller", project });
  const { tasks } = await world.page.call("tasks.get_by_id_ex", {
    id: [id],
    only_fields: ["id", "name", "type", "status", "configuration", "hyperparams", "runtime", "last_metrics"],
  });
  expect(tasks).toMatchObject([{ hyperparams: {}, configuration: {}, runtime: {} }]);
});

test("4. a project has a base name and a company with an id", async () => {
  for (const only_fields of [["name", "basename", "company"], undefined]) {
    const { projects } = await world.page.call("projects.get_all_ex", { id: [project], only_fields });
    expect(projects).toMatchObject([{ basename: "Comfort", company: { id: expect.stringMatching(/./) } }]);
  }
});

describe("5. an empty list and null filter nothing", () => {
  test.each([{ id: [] }, { type: [] }, { user: [] }, { user: null }, { status: null }, { tags: [] }, { parent: null }])(
    "tasks by %j",
    async (filter) => {
      const { tasks } = await world.page.call("tasks.get_all_ex", { project: [project], ...filter });
      expect(tasks).toHaveLength(2);
    },
  );

  test("projects of lists for menus", async () => {
    expect(await world.page.call("tasks.get_types", { projects: [] })).toEqual({ types: ["controller", "training"] });
    const { users } = await world.page.call("projects.get_user_names", { projects: [], entity: "task" });
    expect(users).toHaveLength(1);
  });
});

test("6. scrolling goes on to an empty page, although the first one was short", async () => {
  const first = await world.page.call("tasks.get_all_ex", tasksTable(project));
  expect(first.tasks).toHaveLength(2);
  const { scroll_id } = first;
  const next = await world.page.call("tasks.get_all_ex", tasksTable(project, { scroll_id, refresh_scroll: false }));
  expect(next).toEqual({ tasks: [], scroll_id });
});

describe("7. filters", () => {
  test("a project may be a text", async () => {
    const { tasks } = await world.page.call("tasks.get_all_ex", { project, type: ["controller"] });
    expect(tasks).toMatchObject([{ name: "bare run" }]);
  });

  test.each([
    [["-archived"], ["bare", "bare run"]],
    [["__$not", "kept"], ["bare run"]],
    [["kept", "__$not", "old"], ["bare"]],
    [["__$and", "kept"], ["bare"]],
    [["__$and", "kept", "__$and", "none"], []],
  ])("system tags may be %j", async (system_tags, names) => {
    await world.connection.services.tasks.update({ task, system_tags: ["kept"] });
    const { tasks } = await world.page.call("tasks.get_all_ex", {
      project: [project],
      system_tags,
      order_by: ["name"],
    });
    expect(tasks.map(({ name }) => name)).toEqual(names);
  });
});

test("8. names are regular expressions; hidden projects come when asked for, or by id", async () => {
  const { page } = world;
  const { id } = await page.call("projects.create", {
    name: "Comfort/.pipelines/x-y",
    system_tags: ["hidden", "pipeline"],
  });
  const found = async (query: object) =>
    (await page.call("projects.get_all_ex", query)).projects.map(({ name }) => name);
  expect(await found({ name: "^comf.rt$" })).toEqual([]);
  expect(await found({ name: "^Comf.rt$" })).toEqual(["Comfort"]);
  expect(await found({ name: "/\\.pipelines/" })).toEqual([]);
  expect(await found({ name: "/\\.pipelines/", search_hidden: true })).toEqual(["Comfort/.pipelines/x-y"]);
  expect(await found({ id: [id] })).toEqual(["Comfort/.pipelines/x-y"]);
  const everywhere = { fields: ["basename", "id"], pattern: "x-y$" };
  expect(await found({ _any_: everywhere, search_hidden: true })).toEqual(["Comfort/.pipelines/x-y"]);
});

test("9. what is unknown is not there, and lists about it are empty", async () => {
  const { page } = world;
  expect(await page.call("tasks.get_by_id_ex", { id: ["gone"] })).toEqual({ tasks: [] });
  expect(await page.call("projects.get_all_ex", { id: ["gone"], include_stats: true })).toMatchObject({ projects: [] });
  expect(await page.call("tasks.get_all_ex", tasksTable("gone"))).toMatchObject({ tasks: [] });
  const projects = ["gone"];
  expect(await page.call("projects.get_task_tags", { projects })).toMatchObject({ tags: [] });
  expect(await page.call("tasks.get_types", { projects })).toEqual({ types: [] });
  expect(await page.call("projects.get_task_parents", { projects, tasks_state: "active" })).toEqual({ parents: [] });
  expect(await page.refused("tasks.no_such_call")).toMatchObject({ result_code: 404, result_subcode: 0 });
});

test("10. a server that was stopped is not reached; nothing waits for it", async () => {
  await using other = await World.start();
  await other.server.close();
  await expect(other.page.call("projects.get_all_ex", {})).rejects.toThrow(TypeError);
});

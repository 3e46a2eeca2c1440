import { afterAll, beforeAll, expect, test } from "vitest";
import { World } from "./world.ts";

let world: World;

beforeAll(async () => {
  world = await World.start();
  await world.run({ project: "Comfort", name: "first" });
  await world.run({ project: "Comfort/forest", name: "second" });
  const { reports } = world.connection.services;
  await reports.create({ name: "What we found", tags: ["june"], comment: "so far" });
});

afterAll(() => world[Symbol.asyncDispose]());

test("recent projects come as cards", async () => {
  const { projects } = await world.page.call("projects.get_all_ex", {
    stats_for_state: "active",
    include_stats: true,
    check_own_contents: true,
    order_by: ["featured", "-last_update"],
    page: 0,
    page_size: 6,
    include_stats_filter: { system_tags: ["-pipeline"] },
    only_fields: ["name", "basename", "company", "user", "created", "default_output_destination"],
  });
  expect(projects.map(({ name }) => name)).toEqual(["Comfort/forest", "Comfort"]);
  expect(projects[0]).toMatchObject({
    basename: "forest",
    company: { id: expect.stringMatching(/./) },
    user: { id: expect.any(String) },
    created: expect.any(String),
    stats: {
      active: {
        total_tasks: 1,
        completed_tasks_24h: 1,
        total_runtime: expect.any(Number),
        status_count: { completed: 1, in_progress: 0, queued: 0, failed: 0 },
      },
    },
    own_tasks: 1,
  });
});

test("recent tasks come newest first, without pipelines", async () => {
  await world.run({ project: "Comfort", name: "a run", type: "controller", systemTags: ["pipeline"] });
  const { tasks } = await world.page.call("tasks.get_all_ex", {
    page: 0,
    page_size: 5,
    order_by: ["-last_update"],
    status: ["published", "closed", "failed", "stopped", "in_progress", "completed"],
    type: ["__$not", "annotation_manual", "__$not", "annotation", "__$not", "dataset_import"],
    only_fields: ["type", "status", "created", "name", "id", "last_update", "started", "project.name"],
    system_tags: ["-archived", "-pipeline"],
    user: null,
    include_hidden_projects: false,
  });
  expect(tasks.map(({ name }) => name)).toEqual(["second", "first"]);
  expect(tasks[0]).toEqual({
    id: expect.any(String),
    name: "second",
    type: "training",
    status: "completed",
    created: expect.any(String),
    started: expect.any(String),
    last_update: expect.any(String),
    project: { id: expect.any(String), name: "Comfort/forest" },
  });
});

test("recent reports come with what their cards show", async () => {
  const { tasks } = await world.page.call("reports.get_all_ex", {
    only_fields: [
      ...["name", "comment", "company", "tags", "report", "project.name", "user.name", "status", "last_update"],
      "system_tags",
    ],
    size: 6,
    scroll_id: null,
    order_by: ["-last_update"],
    system_tags: ["__$not", "archived"],
  });
  expect(tasks).toMatchObject([
    { name: "What we found", tags: ["june"], comment: "so far", status: "created", project: { name: ".reports" } },
  ]);
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { World } from "./world.ts";

const FIELDS = [
  ...["name", "comment", "company", "tags", "report", "project.name", "user.name", "status", "last_update"],
  "system_tags",
];

let world: World;
let project: string;
let id: string;

beforeAll(async () => {
  world = await World.start();
  const { page } = world;
  project = (await page.call("projects.create", { name: "Comfort" })).id;
  const created = await page.call("reports.create", { name: "June", comment: "", tags: [], project });
  id = created.id;
  expect(created.project_id).not.toBe(project);
});

afterAll(() => world[Symbol.asyncDispose]());

const list = (differences: object = {}) =>
  world.page.call("reports.get_all_ex", {
    only_fields: FIELDS,
    size: 18,
    scroll_id: null,
    system_tags: ["__$not", "archived"],
    order_by: ["-last_update"],
    ...differences,
  });
const load = async () =>
  (
    await world.page.call("reports.get_all_ex", {
      id: [id],
      only_fields: [
        ...["name", "status", "company.id", "user.id", "comment", "report", "tags", "system_tags", "report_assets"],
        "project.name",
      ],
    })
  ).tasks[0];

describe("the list", () => {
  test("shows reports of all projects, and scrolls to an empty page", async () => {
    const { tasks, scroll_id } = await list();
    expect(tasks).toMatchObject([
      {
        id,
        name: "June",
        status: "created",
        tags: [],
        company: { id: expect.stringMatching(/./) },
        project: { name: "Comfort/.reports" },
        user: { name: expect.any(String) },
      },
    ]);
    expect((await list({ scroll_id })).tasks).toEqual([]);
  });

  test("is filtered by text, tags, status and user", async () => {
    const { page } = world;
    await page.call("reports.update", { task: id, tags: ["summer"] });
    expect(await page.call("reports.get_tags")).toEqual({ tags: ["summer"] });
    const fields = ["id", "name", "tags", "project", "comment", "report"];
    expect((await list({ _any_: { pattern: "july", fields } })).tasks).toEqual([]);
    expect((await list({ _any_: { pattern: "jun", fields } })).tasks).toHaveLength(1);
    expect((await list({ filters: { tags: { any: { include: ["winter"], exclude: [] } } } })).tasks).toEqual([]);
    expect((await list({ status: ["published"] })).tasks).toEqual([]);
    const { user } = await page.call("users.get_current_user");
    expect((await list({ user: [user.id] })).tasks).toHaveLength(1);
  });

  test("has the projects that hold reports, and the reports of no project", async () => {
    const nested = {
      ...{ stats_for_state: "active", include_stats: true, scroll_id: null, size: 16, order_by: ["featured"] },
      ...{ children_type: "report", only_fields: ["name", "company", "basename"] },
    };
    const { projects } = await world.page.call("projects.get_all_ex", { ...nested, shallow_search: true });
    expect(projects).toMatchObject([{ id: project, name: "Comfort" }]);
    await world.page.call("reports.create", { name: "of no project" });
    const root = await world.page.call("projects.get_all_ex", {
      name: "^\\.reports$",
      search_hidden: true,
      children_type: "report",
      stats_with_children: false,
      stats_for_state: "active",
      include_stats: true,
      check_own_contents: true,
      only_fields: ["id", "company"],
    });
    expect(root.projects).toMatchObject([{ id: expect.any(String), company: { id: expect.stringMatching(/./) } }]);
    expect((await list({ project: null })).tasks).toMatchObject([{ name: "of no project" }]);
    expect((await list({ project })).tasks).toMatchObject([{ id }]);
  });
});

describe("a report", () => {
  test("is loaded with its text, and saved", async () => {
    const report = "# June\n\nIt was **warm**.";
    const saved = await world.page.call("reports.update", { task: id, report, report_assets: [] });
    expect(saved.updated).toBe(1);
    expect(await load()).toMatchObject({
      id,
      name: "June",
      report,
      report_assets: [],
      company: { id: expect.stringMatching(/./) },
      user: { id: expect.any(String) },
    });
  });

  test("that is gone leads to an empty list", async () => {
    expect((await list({ id: ["gone"] })).tasks).toEqual([]);
  });

  test("is moved to another project", async () => {
    const { id: target } = await world.page.call("projects.create", { name: "Other" });
    const moved = await world.page.call("reports.move", { task: id, project: target, project_name: "Other" });
    expect(moved).toEqual({ project_id: expect.any(String) });
    expect(await load()).toMatchObject({ project: { id: moved.project_id, name: "Other/.reports" } });
  });

  test("is archived, restored, published and deleted", async () => {
    const { page } = world;
    expect(await page.call("reports.archive", { task: id })).toEqual({ archived: 1 });
    expect((await list({ system_tags: ["__$and", "archived"] })).tasks).toMatchObject([{ id }]);
    expect(await page.call("reports.unarchive", { task: id })).toEqual({ unarchived: 1 });
    const published = await page.call("reports.publish", { task: id });
    expect(published).toMatchObject({ updated: 1, fields: { status: "published" } });
    await page.call("reports.archive", { task: id });
    await page.call("reports.delete", { task: id });
    expect(await load()).toBeUndefined();
  });
});

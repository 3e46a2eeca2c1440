import { registerModel } from "@clearml-ts/models";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { World } from "./world.ts";

const CARD_FIELDS = ["name", "company", "user", "created", "default_output_destination", "basename", "system_tags"];
const WITHOUT_HIDDEN_KINDS = { system_tags: ["-pipeline", "-dataset", "-Annotation", "-report"] };

let world: World;
let ids: Map<string, string>;

beforeAll(async () => {
  world = await World.start();
  await world.run({ project: "Comfort", name: "survey", tags: ["warm"] }, async (task) => {
    task.logger.reportScalar("loss", "train", 0.5, { iteration: 1 });
    await registerModel({ task, name: "mean", weights: { url: "https://models.example.org/mean" }, tags: ["small"] });
  });
  await world.run({ project: "Comfort/forest", name: "train" });
  await world.run({ project: "Comfort/forest/deep", name: "train more" });
  await world.run({ project: "Other", name: "else" });
  await world.connection.services.projects.create({ name: "Hidden", system_tags: ["hidden"] });
});

beforeEach(async () => {
  const { projects } = await world.page.call("projects.get_all_ex", { search_hidden: true, only_fields: ["name"] });
  ids = new Map(projects.map(({ name, id }) => [name, id]));
});

afterAll(() => world[Symbol.asyncDispose]());

const cards = (differences: object = {}) =>
  world.page.call("projects.get_all_ex", {
    stats_for_state: "active",
    include_stats: true,
    shallow_search: true,
    permission_roots_only: true,
    include_stats_filter: WITHOUT_HIDDEN_KINDS,
    scroll_id: null,
    size: 12,
    order_by: ["featured", "-last_update"],
    only_fields: CARD_FIELDS,
    ...differences,
  });

describe("cards", () => {
  test("show the projects at the top, each with all that is below", async () => {
    const { projects, scroll_id } = await cards({ order_by: ["featured", "name"] });
    expect(scroll_id).toEqual(expect.any(String));
    expect(projects.map(({ basename }) => basename)).toEqual(["Comfort", "Other"]);
    expect(projects[0]).toMatchObject({
      name: "Comfort",
      company: { id: expect.stringMatching(/./) },
      stats: { active: { total_tasks: 3, completed_tasks_24h: 3, status_count: { completed: 3 } } },
      sub_projects: [
        { id: expect.any(String), name: "Comfort/forest" },
        { id: expect.any(String), name: "Comfort/forest/deep" },
      ],
    });
  });

  test("scroll until an empty page", async () => {
    const { scroll_id } = await cards({ size: 1 });
    expect((await cards({ size: 1, scroll_id })).projects).toHaveLength(1);
    expect((await cards({ size: 1, scroll_id })).projects).toEqual([]);
  });

  test("are found at any depth", async () => {
    const { projects } = await cards({
      shallow_search: false,
      _any_: { pattern: "deep", fields: ["id", "basename", "description"] },
    });
    expect(projects.map(({ basename }) => basename)).toEqual(["deep"]);
  });

  test("of nested projects come with one for the project itself", async () => {
    const { projects } = await cards({ parent: [ids.get("Comfort")] });
    expect(projects.map(({ name }) => name)).toEqual(["Comfort/forest"]);
    const own = await world.page.call("projects.get_all_ex", {
      id: [ids.get("Comfort")],
      include_stats_filter: WITHOUT_HIDDEN_KINDS,
      include_stats: true,
      stats_with_children: false,
      stats_for_state: "active",
      check_own_contents: true,
      only_fields: ["name", "company", "user", "created", "default_output_destination"],
    });
    expect(own.projects).toMatchObject([{ own_tasks: 1, own_models: 1, stats: { active: { total_tasks: 1 } } }]);
  });

  test("of hidden projects come when asked for", async () => {
    const { projects } = await cards({ search_hidden: true, include_stats_filter: undefined });
    expect(projects.map(({ name }) => name)).toContain("Hidden");
  });
});

describe("the page of a project", () => {
  test("is loaded by its id", async () => {
    const { projects } = await world.page.call("projects.get_all_ex", {
      id: [ids.get("Comfort/forest")],
      include_stats: true,
      include_stats_filter: { system_tags: ["-pipeline", "-dataset"] },
    });
    expect(projects).toMatchObject([
      {
        id: ids.get("Comfort/forest"),
        name: "Comfort/forest",
        basename: "forest",
        company: { id: expect.stringMatching(/./) },
        user: { id: expect.any(String) },
        stats: { active: { total_tasks: 2 } },
        tags: [],
        system_tags: [],
      },
    ]);
  });

  test("asks for its name by an id that is not a list", async () => {
    const id = ids.get("Other");
    const { projects } = await world.page.call("projects.get_all_ex", { id, only_fields: ["name"] });
    expect(projects).toEqual([{ id, name: "Other" }]);
  });

  test("has the projects above it as its path", async () => {
    const { projects } = await world.page.call("projects.get_all_ex", {
      _any_: { fields: ["name"], pattern: "^Comfort$|^Comfort\\/forest$" },
      search_hidden: true,
    });
    expect(projects.map(({ name }) => name).sort()).toEqual(["Comfort", "Comfort/forest"]);
  });

  test("has tags, types, parents and users to choose from", async () => {
    const { page } = world;
    const projects = [ids.get("Comfort")];
    expect(await page.call("projects.get_task_tags", { projects })).toMatchObject({ tags: ["warm"] });
    expect(await page.call("projects.get_model_tags", { projects })).toMatchObject({ tags: ["small"] });
    expect(await page.call("tasks.get_types", { projects })).toEqual({ types: ["training"] });
    const parents = await page.call("projects.get_task_parents", { projects, tasks_state: "active" });
    expect(parents).toEqual({ parents: [] });
    const { users } = await page.call("projects.get_user_names", { projects, entity: "model" });
    expect(users).toEqual([{ id: expect.any(String), name: expect.any(String) }]);
  });

  test("shows a metric of its tasks over time", async () => {
    const ask = { project: ids.get("Comfort"), include_subprojects: false };
    const { metrics } = await world.page.call("projects.get_unique_metric_variants", ask);
    const ofModels = await world.page.call("projects.get_unique_metric_variants", { ...ask, model_metrics: true });
    const [{ metric_hash = "", variant_hash = "" } = {}] = metrics;
    const column = `last_metrics.${metric_hash}.${variant_hash}.max_value`;
    const { tasks } = await world.page.call("tasks.get_all_ex", {
      project: [ids.get("Comfort")],
      only_fields: ["started", "last_iteration", "user.name", "type", "name", "status", "active_duration", column],
      [column]: [0, null],
      started: ["2000-01-01T00:00:00", null],
      status: ["-draft"],
      order_by: ["-started"],
      type: ["__$not", "annotation_manual", "__$not", "annotation", "__$not", "dataset_import"],
      system_tags: ["-archived"],
      scroll_id: null,
      size: 1000,
    });
    expect(ofModels.metrics).toEqual([]);
    expect(tasks).toMatchObject([{ name: "survey", started: expect.any(String), user: { name: expect.any(String) } }]);
    expect(tasks[0]?.last_metrics?.[metric_hash]?.[variant_hash]).toEqual({ max_value: 0.5 });
  });

  test("keeps its read-me", async () => {
    const project = ids.get("Other");
    const answer = await world.page.call("projects.update", { project, description: "# Other\n\nThings." });
    expect(answer).toMatchObject({ updated: 1, fields: { description: "# Other\n\nThings." } });
    const { projects } = await world.page.call("projects.get_all_ex", { id: [project], include_stats: true });
    expect(projects).toMatchObject([{ description: "# Other\n\nThings." }]);
  });
});

describe("dialogs", () => {
  test("find projects for a menu, page by page, and the one that is typed", async () => {
    const found = await world.page.call("projects.get_all_ex", {
      allow_public: true,
      page_size: 20,
      size: 20,
      order_by: ["name"],
      only_fields: ["name", "company"],
      search_hidden: false,
      _any_: { pattern: "forest", fields: ["name", "id"] },
      scroll_id: null,
    });
    expect(found.projects.map(({ name }) => name)).toEqual(["Comfort/forest", "Comfort/forest/deep"]);
    const typed = await world.page.call("projects.get_all_ex", {
      name: "^Comfort\\/forest$",
      only_fields: ["id", "name"],
      search_hidden: true,
    });
    expect(typed.projects).toEqual([{ id: ids.get("Comfort/forest"), name: "Comfort/forest" }]);
  });

  test("create a project, rename it, move it and delete it", async () => {
    const { page } = world;
    const { id } = await page.call("projects.create", {
      name: "Comfort/new",
      description: "",
      system_tags: [],
      default_output_destination: null,
    });
    await page.call("projects.update", { project: id, name: "Comfort/newer", tags: ["x"] });
    await page.call("projects.move", { project: id, new_location: "Other" });
    const { projects } = await page.call("projects.get_all_ex", { id: [id], only_fields: ["name", "tags"] });
    expect(projects).toEqual([{ id, name: "Other/newer", tags: ["x"] }]);
    expect(
      await page.call("projects.get_project_tags", { filter: { system_tags: ["-pipeline", "-dataset"] } }),
    ).toMatchObject({ tags: ["x"] });

    expect(await page.call("projects.validate_delete", { project: id })).toMatchObject({
      tasks: 0,
      non_archived_tasks: 0,
      models: 0,
      non_archived_models: 0,
      reports: 0,
      pipelines: 0,
      datasets: 0,
    });
    const deleted = await page.call("projects.delete", {
      project: id,
      delete_contents: true,
      delete_external_artifacts: true,
    });
    expect(deleted).toMatchObject({ deleted: 1, urls: { model_urls: [], artifact_urls: [], event_urls: [] } });
  });

  test("say by a code that the page knows that a name is taken", async () => {
    expect(await world.page.refused("projects.create", { name: "Other" })).toMatchObject({ result_subcode: 801 });
  });

  test("delete a project with all it holds, once that is archived", async () => {
    const { page } = world;
    const project = ids.get("Comfort");
    const inside = { project: [project], include_subprojects: true };
    const { tasks } = await page.call("tasks.get_all_ex", { ...inside, only_fields: ["id"] });
    const { models } = await page.call("models.get_all_ex", { ...inside, only_fields: ["id"] });
    expect(await page.call("projects.validate_delete", { project })).toMatchObject({
      tasks: 3,
      non_archived_tasks: 3,
      models: 1,
      non_archived_models: 1,
    });

    await page.call("tasks.archive_many", { ids: tasks.map(({ id }) => id) });
    await page.call("models.archive_many", { ids: models.map(({ id }) => id) });
    expect(await page.call("projects.validate_delete", { project })).toMatchObject({
      non_archived_tasks: 0,
      non_archived_models: 0,
    });
    const deleted = await page.call("projects.delete", {
      project,
      delete_contents: true,
      delete_external_artifacts: true,
    });
    expect(deleted).toMatchObject({
      deleted: 3,
      deleted_tasks: 3,
      deleted_models: 1,
      urls: { model_urls: ["https://models.example.org/mean"] },
    });
  });
});

test("the tab of workloads asks how long tasks ran, by queue, project and user", async () => {
  const to = new Date();
  const { queues, projects, users } = await world.page.call("organization.get_project_workloads", {
    projects: [ids.get("Other")],
    include_development: true,
    from_date: new Date(to.getTime() - 6 * 86_400_000).toISOString(),
    to_date: to.toISOString(),
    usage_fields: ["duration"],
  });
  for (const { total, series } of [queues ?? {}, projects ?? {}, users ?? {}]) {
    expect(total).toEqual([expect.objectContaining({ duration: expect.any(Number) })]);
    expect(series).toEqual([expect.objectContaining({ dates: expect.any(Array), duration: expect.any(Array) })]);
    expect(series?.[0]?.dates).toHaveLength(series?.[0]?.duration?.length ?? 0);
  }
});

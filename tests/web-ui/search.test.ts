import { createAndPublishDataset } from "@clearml-ts/datasets";
import { registerModel } from "@clearml-ts/models";
import { component, pipeline } from "@clearml-ts/pipeline";
import { afterAll, beforeAll, expect, test } from "vitest";
import { World } from "./world.ts";

let world: World;

beforeAll(async () => {
  world = await World.start();
  const { connection, page } = world;
  await world.run({ project: "forest", name: "forest one" }, (task) =>
    registerModel({ task, name: "forest", weights: { url: "https://models.example.org/forest" } }),
  );
  await world.run({ project: "other", name: "something else" });
  const file = await world.file("rows.csv", "a\n1\n");
  const options = { project: "other", name: "forest rows", files: file };
  await (await createAndPublishDataset(options, { connection })).close();
  const step = component({ name: "step", run: () => ({}) });
  const plant = pipeline({ name: "forest run", project: "other" }, () => {
    step({});
    return {};
  });
  await plant.run({}, { connection });
  await page.call("reports.create", { name: "forest report", comment: "", tags: [] });
});

afterAll(() => world[Symbol.asyncDispose]());

const NO_HIDDEN = ["-pipeline", "-dataset"];
const byName = (pattern: string, first = "name") => ({ _any_: { pattern, fields: [first, "id"] } });

/** The calls of the page of results when somebody types. */
const counts = (pattern: string) => ({
  projects: { ...byName(pattern, "basename"), search_hidden: false, system_tags: NO_HIDDEN },
  tasks: {
    ...byName(pattern),
    search_hidden: false,
    type: ["__$not", "annotation_manual", "__$not", "annotation", "__$not", "dataset_import"],
    system_tags: ["-archived", ...NO_HIDDEN],
  },
  models: { ...byName(pattern), system_tags: ["-archived"] },
  datasets: {
    ...byName(pattern, "basename"),
    ...{ name: "/\\.datasets/", search_hidden: true, shallow_search: false, system_tags: ["dataset"] },
  },
  pipelines: {
    ...byName(pattern, "basename"),
    ...{ search_hidden: true, shallow_search: false, system_tags: ["pipeline"] },
  },
  // The page means "not archived" by the null: it takes the negative of a text, which is not a number.
  pipeline_runs: { ...byName(pattern), search_hidden: true, shallow_search: false, system_tags: [null, "pipeline"] },
  dataset_versions: { ...byName(pattern), search_hidden: true, shallow_search: false, system_tags: [null, "dataset"] },
  reports: {
    _any_: { pattern, fields: ["id", "name", "tags", "project", "comment", "report"] },
    system_tags: ["-archived"],
  },
  limit: 1,
});

test("results are counted by kind", async () => {
  const answer = await world.page.call("organization.get_entities_count", counts("forest"));
  expect(answer).toMatchObject({
    projects: 1,
    tasks: 1,
    models: 1,
    datasets: 1,
    pipelines: 1,
    pipeline_runs: 1,
    dataset_versions: 1,
    reports: 1,
  });
  expect(answer.errors ?? {}).toEqual({});
});

test("nothing is counted where nothing is found", async () => {
  const { errors: _, ...found } = await world.page.call("organization.get_entities_count", counts("desert"));
  expect(new Set(Object.values(found))).toEqual(new Set([0]));
});

test("a pattern that is none spoils only its own count", async () => {
  const { tasks, ...rest } = counts("forest");
  const answer = await world.page.call("organization.get_entities_count", {
    ...rest,
    tasks: { ...tasks, ...byName("(") },
  });
  expect(answer).toMatchObject({ projects: 1, errors: { tasks: expect.any(String) } });
});

test("tabs show results page by page", async () => {
  const { page } = world;
  const shared = { page: 0, page_size: 8, order_by: ["-last_update"] };
  const projects = await page.call("projects.get_all_ex", {
    ...shared,
    ...byName("forest", "basename"),
    ...{ system_tags: NO_HIDDEN, stats_for_state: "active", search_hidden: false, include_stats: true },
    include_stats_filter: { system_tags: [...NO_HIDDEN, "-Annotation"] },
    only_fields: ["name", "company", "user.name", "created", "default_output_destination", "basename"],
  });
  expect(projects.projects).toMatchObject([{ basename: "forest", user: { name: expect.any(String) } }]);
  const models = await page.call("models.get_all_ex", {
    ...shared,
    ...byName("forest"),
    system_tags: ["-archived"],
    include_stats: true,
    only_fields: ["ready", "created", "framework", "user.name", "name", "parent.name", "task.name", "project.name"],
  });
  expect(models.models).toMatchObject([{ name: "forest", ready: false, task: { name: "forest one" } }]);
  const runs = await page.call("tasks.get_all_ex", {
    ...shared,
    ...byName("forest"),
    type: ["controller", "__$not", "annotation_manual", "__$not", "annotation", "__$not", "dataset_import"],
    system_tags: ["-archived", "pipeline", "-dataset"],
    search_hidden: true,
    only_fields: [
      "name",
      "created",
      "status",
      "type",
      "user.name",
      "id",
      "company",
      "project.name",
      "tags",
      "last_change",
    ],
  });
  expect(runs.tasks).toMatchObject([{ name: "forest run", type: "controller" }]);
  const reports = await page.call("reports.get_all_ex", {
    ...shared,
    ...counts("forest").reports,
    only_fields: ["name", "comment", "company", "tags", "report", "project.name", "user.name", "status", "last_update"],
  });
  expect(reports.tasks).toMatchObject([{ name: "forest report" }]);
});

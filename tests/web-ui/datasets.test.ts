import { createDataset, createIncrementalDataset, type Dataset, uploadDataset } from "@clearml-ts/datasets";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tasksTable } from "./tasks-table.ts";
import { World } from "./world.ts";

let world: World;
let first: Dataset;
let second: Dataset;
let project: string;

beforeAll(async () => {
  world = await World.start();
  const { connection } = world;
  const votes = await world.file("votes.csv", "room,vote\nnorth,1\n");
  const rooms = await world.file("rooms.csv", "room,area\nnorth,20\n");
  const options = { project: "Comfort", name: "survey", files: votes, description: "All votes", tags: ["june"] };
  first = await uploadDataset(await createDataset(options, { connection }));
  second = await createIncrementalDataset({ parent: first, files: rooms }, { connection });
  const { tasks } = await world.page.call("tasks.get_by_id_ex", { id: [first.id], only_fields: ["project.id"] });
  project = tasks[0]?.project?.id ?? "";
});

afterAll(async () => {
  await first.close();
  await second.close();
  await world[Symbol.asyncDispose]();
});

/** The calls of the side panel of a version. */
const PANEL_FIELDS = ["name", "comment", "parent.name", "parent.project.id", "runtime", "configuration", "status"];

const loadVersion = async (id: string) =>
  (await world.page.call("tasks.get_by_id_ex", { id: [id], only_fields: PANEL_FIELDS })).tasks[0];

describe("cards", () => {
  const ofAllDatasets = {
    stats_for_state: "active",
    include_stats: true,
    include_dataset_stats: true,
    size: 16,
    scroll_id: null,
    order_by: ["featured", "-last_update"],
    only_fields: ["name", "company", "user", "created", "basename", "system_tags", "tags", "last_update"],
    search_hidden: true,
    shallow_search: false,
    name: "/\\.datasets/",
    system_tags: ["dataset"],
    include_stats_filter: { system_tags: ["dataset"], type: ["data_processing"] },
    stats_with_children: false,
  };

  test("show each dataset with its versions, files and size", async () => {
    const { projects } = await world.page.call("projects.get_all_ex", ofAllDatasets);
    expect(projects).toMatchObject([
      {
        id: project,
        name: "Comfort/.datasets/survey",
        basename: "survey",
        last_update: expect.any(String),
        company: { id: expect.stringMatching(/./) },
        stats: { active: { total_tasks: 2 } },
        dataset_stats: { file_count: 2, total_size: second.totalSize },
      },
    ]);
  });

  test("are filtered by the tags that datasets have", async () => {
    const { page } = world;
    await page.call("projects.update", { project, tags: ["kept"] });
    const { tags } = await page.call("projects.get_project_tags", { filter: { system_tags: ["dataset"] } });
    expect(tags).toEqual(["kept"]);
    const tagged = (tag: string) =>
      page.call("projects.get_all_ex", {
        ...ofAllDatasets,
        filters: { tags: { any: { include: [tag], exclude: [] } } },
      });
    expect((await tagged("kept")).projects).toHaveLength(1);
    expect((await tagged("other")).projects).toEqual([]);
  });

  test("stand below their projects in the nested view", async () => {
    const { projects } = await world.page.call("projects.get_all_ex", {
      ...{ stats_for_state: "active", include_stats: true, size: 16, scroll_id: null, order_by: ["featured"] },
      ...{ children_type: "dataset", shallow_search: true, search_hidden: false, permission_roots_only: true },
      ...{ include_dataset_stats: false, stats_with_children: true, only_fields: ["name", "company", "basename"] },
    });
    expect(projects).toMatchObject([{ name: "Comfort", basename: "Comfort" }]);
    const own = await world.page.call("projects.get_all_ex", {
      ...{ name: "^Comfort/\\.datasets$", search_hidden: true, children_type: "dataset", include_stats: true },
      ...{ stats_with_children: true, check_own_contents: true, only_fields: ["name", "company"] },
    });
    expect(own.projects).toMatchObject([{ name: "Comfort/.datasets" }]);
  });
});

test("versions are a table", async () => {
  const { tasks } = await world.page.call(
    "tasks.get_all_ex",
    tasksTable(project, {
      type: ["data_processing"],
      search_hidden: true,
      system_tags: ["__$not", "archived", "dataset"],
      columns: ["runtime.version", "hyperparams.properties.version", "execution.queue"],
    }),
  );
  expect(tasks.map(({ id, status, runtime }) => [id, status, runtime?.["version"]])).toEqual([
    [second.id, "completed", "1.0.1"],
    [first.id, "completed", "1.0.0"],
  ]);
});

describe("a version", () => {
  test("shows its lineage as a graph", async () => {
    const version = await loadVersion(second.id);
    const nodes = JSON.parse(version?.configuration?.["Dataset Struct"]?.value ?? "") as Record<
      string,
      { job_id: string; parents: string[] }
    >;
    const node = (id: string) => Object.entries(nodes).find(([, { job_id }]) => job_id === id);
    const [key] = node(first.id) ?? [];
    expect(node(second.id)?.[1]).toEqual({
      job_id: second.id,
      name: "survey",
      version: "1.0.1",
      // As it was when the graph was written, like the Python SDK does; the page takes a colour from it.
      status: "in_progress",
      last_update: expect.any(Number),
      job_size: second.totalSize,
      parents: [key],
    });
    expect(nodes[key ?? ""]).toMatchObject({ version: "1.0.0", parents: [], status: "completed" });
  });

  test("shows its counts and sizes beside the graph", async () => {
    expect(await loadVersion(second.id)).toMatchObject({
      name: "survey",
      status: "completed",
      runtime: {
        version: "1.0.1",
        ds_file_count: 2,
        ds_link_count: 0,
        ds_total_size: second.totalSize,
        ds_total_size_compressed: expect.any(Number),
        ds_change_add: 1,
        ds_change_modify: 0,
        ds_change_remove: 0,
        ds_change_size: expect.any(Number),
      },
    });
    expect((await loadVersion(first.id))?.comment).toBe("All votes");
  });

  test("lists its files, under a header that says what the columns are", async () => {
    const version = await loadVersion(second.id);
    const [header, ...files] = version?.configuration?.["Dataset Content"]?.value.split("\n") ?? [];
    expect(header?.split(", ")).toHaveLength(3);
    expect(header).toMatch(/^File Name .*, File Size /);
    expect(files.map((line) => line.split(", ")[0])).toEqual(["rooms.csv", "votes.csv"]);
  });

  test("is given another description, and another version, although it is final", async () => {
    const { page } = world;
    await page.call("tasks.update", { task: first.id, comment: "Votes of June" });
    const hyperparams = [{ section: "properties", name: "version", value: "1.0.0-a" }];
    await page.call("tasks.edit_hyper_params", { task: first.id, hyperparams, replace_hyperparams: "section" });
    const { runtime } = (await loadVersion(first.id)) ?? {};
    await page.call("tasks.edit", { force: true, task: first.id, runtime: { ...runtime, version: "1.0.0-a" } });
    expect(await loadVersion(first.id)).toMatchObject({
      comment: "Votes of June",
      runtime: { version: "1.0.0-a", ds_file_count: 1 },
    });
  });

  test("is found from a task that used it", async () => {
    const { tasks } = await world.page.call("tasks.get_by_id_ex", { id: [second.id], only_fields: ["project.id"] });
    expect(tasks).toEqual([{ id: second.id, project: { id: project } }]);
  });
});

import { component, type PipelineRun, pipeline } from "@clearml-ts/pipeline";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tasksTable } from "./tasks-table.ts";
import { World } from "./world.ts";

/** The calls of the page of a run. */
const RUN_FIELDS = [
  ...["id", "name", "user.name", "company", "type", "status", "status_changed", "created", "started", "last_update"],
  ...["last_change", "completed", "project.id", "project.name", "models.output.model.name", "execution.artifacts"],
  ...["models.output.model.project", "execution.queue", "configuration", "hyperparams", "system_tags", "published"],
  ...["runtime", "last_metrics", "runtime._pipeline_hash", "runtime.version"],
];

const CARD_FIELDS = [
  ...["name", "company", "user", "created", "default_output_destination", "basename", "system_tags"],
  ...["tags", "last_update"],
];

const collect = component({ name: "collect", run: ({ rows }: { rows: number }) => ({ rows: rows * 2 }) });
const average = component({
  name: "average",
  type: "testing",
  run: ({ rows }: { rows: number }, { logger }) => {
    logger.reportText(`${rows} rows`);
    return { mean: rows / 2 };
  },
});
const comfort = pipeline({ name: "nightly", project: "Comfort", tags: ["night"] }, ({ rows }: { rows: number }) => ({
  mean: average({ rows: collect({ rows }).outputs.rows }).outputs.mean,
}));

let world: World;
let runs: [PipelineRun<unknown>, PipelineRun<unknown>];
let project: string;

beforeAll(async () => {
  world = await World.start();
  const { connection } = world;
  runs = [await comfort.run({ rows: 2 }, { connection }), await comfort.run({ rows: 4 }, { connection })];
  const { tasks } = await world.page.call("tasks.get_by_id_ex", {
    id: [runs[0].controllerId],
    only_fields: ["project.id"],
  });
  project = tasks[0]?.project?.id ?? "";
});

afterAll(() => world[Symbol.asyncDispose]());

const loadRun = async (id: string) =>
  (await world.page.call("tasks.get_by_id_ex", { id: [id], only_fields: RUN_FIELDS })).tasks[0];

/** A step as the graph reads it. */
interface Node {
  parents: string[];
  status: string;
  job_id: string | null;
  job_type: string;
  job_started: number;
  job_ended: number;
  job_code_section: string;
  stage: string | null;
}

describe("cards", () => {
  const ofAllPipelines = {
    stats_for_state: "active",
    include_stats: true,
    size: 16,
    scroll_id: null,
    order_by: ["featured", "-last_update"],
    only_fields: CARD_FIELDS,
    search_hidden: true,
    shallow_search: false,
    name: "/\\.pipelines/",
    system_tags: ["pipeline"],
    include_stats_filter: { system_tags: ["pipeline"], type: ["controller"] },
    stats_with_children: false,
  };

  test("show each pipeline with its runs", async () => {
    const { projects, scroll_id } = await world.page.call("projects.get_all_ex", ofAllPipelines);
    expect(projects).toMatchObject([
      {
        id: project,
        name: "Comfort/.pipelines/nightly",
        basename: "nightly",
        company: { id: expect.stringMatching(/./) },
        system_tags: ["hidden", "pipeline"],
        stats: {
          active: {
            total_tasks: 2,
            last_task_run: expect.any(String),
            status_count: { completed: 2, in_progress: 0, queued: 0, failed: 0 },
          },
        },
      },
    ]);
    const rest = await world.page.call("projects.get_all_ex", { ...ofAllPipelines, scroll_id });
    expect(rest.projects).toEqual([]);
  });

  test("are filtered by the tags that pipelines have", async () => {
    const { page } = world;
    await page.call("projects.update", { project, tags: ["kept"] });
    expect(await page.call("projects.get_project_tags", { filter: { system_tags: ["pipeline"] } })).toMatchObject({
      tags: ["kept"],
    });
    const tagged = (tag: string) =>
      page.call("projects.get_all_ex", {
        ...ofAllPipelines,
        filters: { tags: { any: { include: [tag], exclude: [] } } },
      });
    expect((await tagged("kept")).projects).toHaveLength(1);
    expect((await tagged("other")).projects).toEqual([]);
  });

  test("stand below their projects in the nested view", async () => {
    const nested = { ...ofAllPipelines, children_type: "pipeline", shallow_search: true, permission_roots_only: true };
    const { name: _, system_tags: __, include_stats_filter: ___, ...top } = { ...nested, search_hidden: false };
    const { projects } = await world.page.call("projects.get_all_ex", { ...top, stats_with_children: true });
    expect(projects).toMatchObject([{ name: "Comfort", basename: "Comfort", stats: { active: {} } }]);

    const below = await world.page.call("projects.get_all_ex", { ...ofAllPipelines, name: "^Comfort/.pipelines/" });
    expect(below.projects).toMatchObject([{ basename: "nightly" }]);
  });
});

describe("runs", () => {
  test("are a table of controllers with their versions", async () => {
    const { tasks } = await world.page.call(
      "tasks.get_all_ex",
      tasksTable(project, {
        type: ["controller"],
        search_hidden: true,
        system_tags: ["__$not", "archived"],
        columns: ["runtime._pipeline_hash", "runtime.version", "execution.queue", "hyperparams.properties.version"],
      }),
    );
    expect(tasks).toMatchObject([
      {
        name: "nightly #2",
        type: "controller",
        status: "completed",
        tags: ["night"],
        runtime: { version: "1.0.1", _pipeline_hash: expect.stringMatching(/./), progress: "100" },
        hyperparams: { properties: { version: { value: "1.0.1" } } },
      },
      { name: "nightly", runtime: { version: "1.0.0" } },
    ]);
  });
});

describe("the graph of a run", () => {
  test("has a step for each task, with its parents, state and times", async () => {
    const run = await loadRun(runs[0].controllerId);
    const steps = runs[0].steps;
    expect(run?.runtime?.["_pipeline_hash"]).toBeTruthy();
    expect(run?.hyperparams?.["Args"]).toMatchObject({ rows: { name: "rows", value: "2" } });
    const nodes = JSON.parse(run?.configuration?.["Pipeline"]?.value ?? "") as Record<string, Node>;
    expect(nodes).toMatchObject({
      collect: { parents: [], status: "completed", job_id: steps["collect"]?.taskId, job_type: "data_processing" },
      average: { parents: ["collect"], status: "completed", job_id: steps["average"]?.taskId, job_type: "testing" },
    });
    for (const { job_started, job_ended } of Object.values(nodes)) {
      expect(job_ended).toBeGreaterThanOrEqual(job_started);
    }
  });

  test("leads to the task of a step, and to what it said", async () => {
    const id = runs[0].steps["average"]?.taskId ?? "";
    expect(await loadRun(id)).toMatchObject({ id, name: "average", type: "testing", status: "completed", runtime: {} });
    const { events } = await world.page.call("events.get_task_log", {
      task: id,
      batch_size: 1000,
      navigate_earlier: true,
      from_timestamp: null,
    });
    expect(events).toMatchObject([{ msg: "4 rows" }]);
  });

  test("shows the code of a step from the configuration that the step names", async () => {
    const run = await loadRun(runs[0].controllerId);
    const { average: node } = JSON.parse(run?.configuration?.["Pipeline"]?.value ?? "") as Record<string, Node>;
    const { script } = JSON.parse(run?.configuration?.[node?.job_code_section ?? ""]?.value ?? "") as {
      script: { diff: string };
    };
    expect(script.diff).toContain("logger.reportText");
  });

  test("loads its configuration alone for a refresh", async () => {
    const { configurations } = await world.page.call("tasks.get_configurations", {
      tasks: [runs[0].controllerId],
      names: ["Pipeline"],
    });
    expect(JSON.parse(configurations[0]?.configuration[0]?.value ?? "")).toHaveProperty("collect.job_id");
  });

  test("of a run that was stopped takes the states from the tasks, of those steps that have one", async () => {
    const ids = [...Object.values(runs[0].steps).map(({ taskId }) => taskId), null];
    const { tasks } = await world.page.call("tasks.get_all_ex", {
      id: ids,
      only_fields: ["status"],
      search_hidden: true,
    });
    expect(tasks.map(({ status }) => status)).toEqual(["completed", "completed"]);
  });
});

describe("a new run", () => {
  test("starts from the last one, or from the one that was chosen", async () => {
    const ask = { project, type: ["controller"], only_fields: RUN_FIELDS };
    const last = await world.page.call("tasks.get_all_ex", { ...ask, order_by: ["-started"], page_size: 1 });
    expect(last.tasks).toMatchObject([{ id: runs[1].controllerId, hyperparams: { Args: { rows: { value: "4" } } } }]);
    const chosen = await world.page.call("tasks.get_all_ex", { ...ask, id: [runs[0].controllerId] });
    expect(chosen.tasks).toMatchObject([{ id: runs[0].controllerId }]);
  });

  test("waits in a queue with other arguments, and the page goes there", async () => {
    const { page } = world;
    const { queues } = await page.call("queues.get_all_ex", { only_fields: ["id", "name", "display_name"] });
    const queue = queues.find(({ name }) => name === "default")?.id;
    const { pipeline: id, queue_watched } = await page.call("pipelines.start_pipeline", {
      task: runs[0].controllerId,
      queue,
      args: [{ name: "rows", value: "8" }],
      verify_watched_queue: true,
    });
    expect(queue_watched).toBe(false);
    expect(await loadRun(id)).toMatchObject({
      name: "nightly #3",
      status: "queued",
      project: { id: project },
      execution: { queue: { id: queue } },
      hyperparams: { Args: { rows: { value: "8" } } },
      configuration: { Pipeline: { value: expect.any(String) } },
      runtime: {},
    });
  });

  test("goes to another pipeline, with a warning when there is one of that name", async () => {
    const { page } = world;
    const ask = { task: runs[0].controllerId, new_project_name: "Comfort", new_pipeline_name: "other" };
    expect(await page.call("pipelines.check_new_run", ask)).toEqual({});
    const { queues } = await page.call("queues.get_all_ex", { only_fields: ["id", "name", "display_name"] });
    const queue = queues.find(({ name }) => name === "default")?.id;
    const { pipeline: id, new_project } = await page.call("pipelines.start_pipeline", { ...ask, queue, args: [] });
    expect(await loadRun(id)).toMatchObject({ name: "other", project: { id: new_project?.id } });
    expect(await page.call("pipelines.check_new_run", ask)).toEqual({ existing_project: new_project });
    expect(new_project?.name).toBe("Comfort/.pipelines/other");
  });
});

test("runs are archived and stopped with their steps, and deleted but for the last", async () => {
  const { page, connection } = world;
  const other = pipeline({ name: "weekly", project: "Comfort" }, ({ rows }: { rows: number }) => {
    collect({ rows });
    return {};
  });
  const [first, second] = [await other.run({ rows: 1 }, { connection }), await other.run({ rows: 2 }, { connection })];
  const ids = [first.controllerId];
  await page.call("tasks.archive_many", { ids, include_pipeline_steps: true });
  const step = await loadRun(first.steps["collect"]?.taskId ?? "");
  expect(step?.system_tags).toContain("archived");

  const [{ project: place } = {}] = (await page.call("tasks.get_by_id_ex", { id: ids, only_fields: ["project.id"] }))
    .tasks;
  const remove = { ids, project: place?.id, include_pipeline_steps: true };
  expect(await page.call("pipelines.delete_runs", remove)).toMatchObject({ succeeded: [{ id: ids[0] }], failed: [] });
  const refusal = await page.refused("pipelines.delete_runs", { ...remove, ids: [second.controllerId] });
  expect(refusal).toMatchObject({ result_subcode: 160 });
});

import type { Task } from "@clearml-ts/tasks";
import { afterAll, beforeAll, expect, test } from "vitest";
import { World } from "./world.ts";

let world: World;
let ids: [string, string];

beforeAll(async () => {
  world = await World.start();
  const train = (name: string, rate: number): Promise<Task> =>
    world.run({ project: "Comfort", name, parameters: { Args: { rate } } }, ({ logger }) => {
      logger.reportScalar("loss", "train", rate, { iteration: 0 });
      logger.reportScalar("loss", "train", rate / 2, { iteration: 1 });
      logger.reportSingleValue("R2", rate);
      logger.reportScatter2d("residuals", "all", [[0, rate]], { iteration: 1 });
    });
  ids = [(await train("slow", 0.1)).id, (await train("fast", 0.4)).id];
});

afterAll(() => world[Symbol.asyncDispose]());

test("tasks are compared by what they are", async () => {
  const { tasks } = await world.page.call("tasks.get_all_ex", {
    id: ids,
    only_fields: [
      ...["id", "name", "type", "status", "last_update", "project.name", "models.input.name", "models.output.name"],
      ...["models.output.model.name", "models.output.model.uri", "models.input.model.labels", "execution.artifacts"],
      ...["container", "script", "tags", "system_tags", "last_iteration", "configuration", "last_change", "user.name"],
      ...["parent.name", "execution.queue.name", "execution.queue.display_name", "status_message", "runtime"],
    ],
  });
  expect(new Set(tasks.map(({ id }) => id))).toEqual(new Set(ids));
  for (const task of tasks) {
    expect(task).toMatchObject({
      configuration: {},
      container: {},
      script: { binary: expect.any(String) },
      runtime: {},
    });
  }
});

test("a refresh looks whether one of them has changed", async () => {
  const { tasks } = await world.page.call("tasks.get_all_ex", { id: ids, only_fields: ["last_change"] });
  expect(tasks.map(({ last_change }) => last_change)).toEqual([expect.any(String), expect.any(String)]);
});

test("parameters and last values are compared in tables and scatter plots", async () => {
  const { tasks } = await world.page.call("tasks.get_all_ex", {
    id: ids,
    only_fields: ["last_metrics", "name", "last_iteration", "hyperparams"],
  });
  const slow = tasks.find(({ id }) => id === ids[0]);
  expect(slow).toMatchObject({ name: "slow", last_iteration: 1, hyperparams: { Args: { rate: { value: "0.1" } } } });
  const leaves = Object.values(slow?.last_metrics ?? {}).flatMap((variants) => Object.values(variants));
  expect(leaves).toContainEqual(
    expect.objectContaining({ metric: "loss", variant: "train", value: 0.05, max_value: 0.1 }),
  );
});

test("metrics are listed for all of them, those of plots by themselves", async () => {
  const ask = (differences: object) =>
    world.page.call("events.get_multi_task_metrics", { tasks: ids, model_events: false, ...differences });
  expect((await ask({ event_type: "training_stats_scalar" })).metrics).toEqual([
    { metric: "Summary", variants: ["R2"] },
    { metric: "loss", variants: ["train"] },
  ]);
  expect((await ask({ event_type: "plot" })).metrics).toEqual([{ metric: "residuals", variants: ["all"] }]);
});

test("curves lie in one chart", async () => {
  const { metrics } = await world.page.call("events.multi_task_scalar_metrics_iter_histogram", {
    tasks: ids,
    metrics: [{ metric: "loss", variants: ["train"] }],
    model_events: false,
    key: "iter",
  });
  expect(metrics).toEqual({
    loss: {
      train: {
        [ids[0]]: { name: "slow", x: [0, 1], y: [0.1, 0.05].map((y) => expect.closeTo(y, 6)) },
        [ids[1]]: { name: "fast", x: [0, 1], y: [0.4, 0.2].map((y) => expect.closeTo(y, 6)) },
      },
    },
  });
});

test("single values stand side by side", async () => {
  const { tasks } = await world.page.call("events.get_task_single_value_metrics", {
    tasks: ids,
    metrics: [{ metric: "Summary", variants: ["R2"] }],
    model_events: false,
  });
  expect(new Map(tasks.map(({ task_name, values }) => [task_name, values[0]?.value]))).toEqual(
    new Map([
      ["slow", 0.1],
      ["fast", 0.4],
    ]),
  );
});

test("plots of one metric stand side by side, page by page to an empty one", async () => {
  const ask = {
    tasks: ids,
    model_events: false,
    metrics: [{ metric: "residuals", variants: ["all"] }],
    last_iters_per_task_metric: true,
    iters: 1,
  };
  const { plots, scroll_id, returned } = await world.page.call("events.get_multi_task_plots", ask);
  expect(returned).toBeGreaterThan(0);
  for (const id of ids) {
    expect(plots["residuals"]?.["all"]?.[id]?.["1"]?.plots).toMatchObject([{ iter: 1, plot_str: expect.any(String) }]);
  }
  const rest = await world.page.call("events.get_multi_task_plots", { ...ask, scroll_id });
  expect(rest).toMatchObject({ plots: {}, returned: 0 });
});

test("more tasks are found for the comparison, from all projects", async () => {
  const { page } = world;
  expect(await page.call("projects.get_task_tags", { projects: [], include_system: true })).toMatchObject({
    system_tags: ["development"],
  });
  const { values } = await page.call("projects.get_hyperparam_values", {
    include_subprojects: true,
    section: "Args",
    name: "rate",
    page: 0,
    page_size: 100,
    pattern: undefined,
  });
  expect(values.toSorted()).toEqual(["0.1", "0.4"]);
});

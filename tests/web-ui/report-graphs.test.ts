import type { ReplyOf } from "@clearml-ts/protocol";
import type { Task } from "@clearml-ts/tasks";
import { afterAll, beforeAll, expect, test } from "vitest";
import { World } from "./world.ts";

let world: World;
let task: Task;

beforeAll(async () => {
  world = await World.start();
  task = await world.run({ project: "Comfort", name: "train", parameters: { Args: { rate: 0.5 } } }, ({ logger }) => {
    logger.reportScalar("loss", "train", 0.5, { iteration: 1 });
    logger.reportSingleValue("R2", 0.42);
    logger.reportScatter2d("residuals", "all", [[0, 1]], { iteration: 1 });
    return logger.reportMedia("samples", "one", { url: "https://data.example.org/one.png", iteration: 1 });
  });
});

afterAll(() => world[Symbol.asyncDispose]());

/** A graph within a report is a page of its own, which adds what its address holds beside the graph. */
async function graph(body: object): Promise<ReplyOf<"reports.get_task_data">> {
  const response = await world.page.send("reports.get_task_data?xaxis=iter", {
    headers: { "X-Clearml-Tenant": "" },
    body: { id: [task.id], ...body },
  });
  const { data } = (await response.json()) as { data: ReplyOf<"reports.get_task_data"> };
  expect(data.tasks).toMatchObject([{ id: task.id, project: { id: task.project.id } }]);
  return data;
}

test("a chart has the curves of tasks", async () => {
  const metrics = [{ metric: "loss", variants: ["train"] }];
  const { scalar_metrics_iter_histogram } = await graph({
    model_events: false,
    scalar_metrics_iter_histogram: { metrics, key: "iter" },
  });
  expect(scalar_metrics_iter_histogram).toEqual({
    loss: { train: { [task.id]: { name: "train", x: [1], y: [0.5] } } },
  });
});

test("a plot has the last of each task", async () => {
  const metrics = [{ metric: "residuals", variants: ["all"] }];
  const { plots } = await graph({ model_events: false, plots: { iters: 1, metrics } });
  expect(plots?.["residuals"]?.["all"]?.[task.id]?.["1"]?.plots).toMatchObject([{ plot_str: expect.any(String) }]);
});

test("a sample has the last image", async () => {
  const metrics = [{ metric: "samples", variants: ["one"] }];
  const { debug_images } = await graph({ debug_images: { iters: 1, metrics } });
  expect(debug_images?.[0]?.iterations[0]?.events).toMatchObject([{ url: "https://data.example.org/one.png" }]);
});

test("a table has single values", async () => {
  const { single_value_metrics } = await graph({ model_events: false, single_value_metrics: {} });
  expect(single_value_metrics).toMatchObject([{ task: task.id, values: [{ variant: "R2", value: 0.42 }] }]);
});

test("parallel coordinates have parameters and last values", async () => {
  const { tasks } = await graph({
    only_fields: ["last_metrics", "name", "last_iteration", "project", "hyperparams.Args.rate"],
  });
  expect(tasks).toMatchObject([
    { name: "train", last_iteration: 1, hyperparams: { Args: { rate: { value: "0.5" } } } },
  ]);
  expect(Object.keys(tasks[0]?.last_metrics ?? {})).not.toEqual([]);
});

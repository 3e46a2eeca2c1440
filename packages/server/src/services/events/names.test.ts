import { SINGLE_VALUE_ITERATION } from "@clearml-ts/protocol";
import { expect, test } from "vitest";
import { image, line, plot, scalar, startEventBench } from "./events.fixture.ts";

const vector = (iter: number, values: number[]) => ({
  type: "training_stats_vector",
  ...{ metric: "confusion", variant: "row", iter, values },
});

test("metrics and variants are listed by type, for one task or over several", async () => {
  await using bench = await startEventBench();
  const other = await bench.createTask("other");
  await bench.report(
    scalar(0, 1),
    scalar(0, 1, { variant: "eval" }),
    scalar(SINGLE_VALUE_ITERATION, 1, { metric: "Summary", variant: "R2" }),
    vector(0, [1]),
    plot(0),
    image(0, "http://f/a"),
    line(1, "x"),
    scalar(0, 1, { task: other, variant: "test" }),
  );
  const task = { task: bench.task };
  expect(await bench.read("events.get_scalar_metrics_and_variants", task)).toEqual({
    metrics: { Summary: ["R2"], loss: ["eval", "train"] },
  });
  expect(await bench.read("events.get_vector_metrics_and_variants", task)).toEqual({ metrics: { confusion: ["row"] } });

  const tasks = [bench.task, other];
  const names = (event_type?: string) => bench.read("events.get_multi_task_metrics", { tasks, event_type });
  expect(await names("training_stats_scalar")).toEqual({
    metrics: [
      { metric: "Summary", variants: ["R2"] },
      { metric: "loss", variants: ["eval", "test", "train"] },
    ],
  });
  expect(await names()).toEqual({
    metrics: [
      { metric: "Summary", variants: ["R2"] },
      { metric: "confusion", variants: ["row"] },
      { metric: "loss", variants: ["eval", "test", "train"] },
      { metric: "roc", variants: ["test"] },
      { metric: "samples", variants: ["a"] },
    ],
  });

  const byTask = (event_type: string) => bench.read("events.get_task_metrics", { tasks, event_type });
  expect(await byTask("training_stats_scalar")).toEqual({
    metrics: [
      { task: bench.task, metrics: ["loss"] },
      { task: other, metrics: ["loss"] },
    ],
  });
  for (const [type, metric] of [
    ["plot", "roc"],
    ["training_debug_image", "samples"],
    ["training_stats_vector", "confusion"],
  ]) {
    expect(await byTask(type ?? "")).toMatchObject({ metrics: [{ metrics: [metric] }, { metrics: [] }] });
  }
  expect(await byTask("log")).toMatchObject({ metrics: [{ metrics: [] }, { metrics: [] }] });
  expect((await bench.refusal("events.get_task_metrics", { tasks, event_type: "all" })).result).toBe("400/12");
});

test("the latest values are those above zero", async () => {
  await using bench = await startEventBench({ now: () => new Date(5000) });
  await bench.report(scalar(0, 1), scalar(1, 3), scalar(2, -1), scalar(0, -1, { variant: "eval" }), plot(7));
  expect(await bench.read("events.get_task_latest_scalar_values", { task: bench.task })).toEqual({
    metrics: [{ name: "loss", variants: [{ name: "train", last_value: 3, last_10_value: 3 }] }],
    name: "bench",
    status: "created",
    last_iter: 7,
    last_timestamp: 5000,
  });
});

test("vectors come in the order of their iterations", async () => {
  await using bench = await startEventBench();
  await bench.report(vector(2, [3, 4]), vector(1, [1, 2]));
  const body = { task: bench.task, metric: "confusion", variant: "row" };
  expect(await bench.read("events.vector_metrics_iter_histogram", body)).toEqual({
    metric: "confusion",
    variant: "row",
    vectors: [
      [1, 2],
      [3, 4],
    ],
    iterations: [1, 2],
  });
});

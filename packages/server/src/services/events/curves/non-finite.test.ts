import type { ScalarEvent, SingleValues } from "@clearml-ts/protocol";
import { expect, test } from "vitest";
import { basic, call } from "../../../fixtures/server.fixture.ts";
import { scalar, startEventBench } from "../events.fixture.ts";

const CURVES = "events.scalar_metrics_iter_histogram";
const SINGLE = "events.get_task_single_value_metrics";

/** A point as our SDK sends it: numbers that JSON does not have are texts. */
const odd = (iter: number, value: string, others: Record<string, unknown> = {}) => ({
  ...scalar(iter, 0, others),
  value,
});

test("NaN and infinities of a curve are stored, and shown to callers that ask", async () => {
  await using bench = await startEventBench();
  await bench.report(scalar(0, 1), odd(1, "NaN"), scalar(2, 3), odd(3, "Infinity"), odd(4, "-Infinity"));
  const { task } = bench;
  const finite = { name: "train", x: [0, 2], y: [1, 3] };
  expect(await bench.read(CURVES, { task })).toEqual({ loss: { train: finite } });
  expect(await bench.read(CURVES, { task, non_finite: true })).toEqual({
    loss: { train: { ...finite, non_finite: { x: [1, 3, 4], y: ["NaN", "Infinity", "-Infinity"] } } },
  });
});

test("one NaN does not take the other points of its bucket with it", async () => {
  await using bench = await startEventBench();
  const points = Array.from({ length: 20 }, (_, iter) => (iter === 5 ? odd(iter, "NaN") : scalar(iter, 2)));
  await bench.report(...points);
  expect(await bench.read(CURVES, { task: bench.task, samples: 2, non_finite: true })).toEqual({
    loss: { train: { name: "train", x: [0, 10], y: [2, 2], non_finite: { x: [0], y: ["NaN"] } } },
  });
});

test("a curve of nothing but NaN is left out for callers that do not ask", async () => {
  await using bench = await startEventBench();
  await bench.report(odd(0, "NaN"), odd(1, "NaN"));
  const { task } = bench;
  expect(await bench.read(CURVES, { task })).toEqual({});
  expect(await bench.read(CURVES, { task, non_finite: true })).toEqual({
    loss: { train: { name: "train", x: [], y: [], non_finite: { x: [0, 1], y: ["NaN", "NaN"] } } },
  });
});

test("a single value that is NaN is not a number to those who do not ask, and does not reach the table of tasks", async () => {
  await using bench = await startEventBench();
  const single = (variant: string) => ({ metric: "Summary", variant, timestamp: 7 });
  await bench.report(odd(-2147483648, "NaN", single("RMSE")), scalar(-2147483648, 0.5, single("R2")));
  const { task } = bench;
  const values = [{ metric: "Summary", variant: "R2", value: 0.5, timestamp: 7 }];
  const asked = await bench.read<{ tasks: SingleValues[] }>(SINGLE, { tasks: [task], non_finite: true });
  expect(await bench.read(SINGLE, { tasks: [task] })).toEqual({ tasks: [{ task, task_name: "bench", values }] });
  const gaps = [{ metric: "Summary", variant: "RMSE", value: "NaN", timestamp: 7 }];
  expect(asked.tasks).toEqual([{ task, task_name: "bench", values, non_finite: gaps }]);
  const { task: record } = await bench.read<{ task: Record<string, unknown> }>("tasks.get_by_id", { task });
  expect(record["unique_metrics"] ?? []).not.toContain("Summary/RMSE");
  expect(JSON.stringify(record["last_metrics"])).not.toContain("RMSE");
});

test("the tokens that Python writes are stored too, and lists of numbers leave them out", async () => {
  await using bench = await startEventBench();
  const { task, server } = bench;
  const line = (iter: number, value: string) =>
    `{"type": "training_stats_scalar", "task": "${task}", "metric": "loss", "variant": "train", "iter": ${iter}, "value": ${value}}`;
  const headers = { ...basic(server.credentials), "content-type": "application/json-lines" };
  const lines = [line(0, "NaN"), line(1, "0.5"), line(2, "-Infinity")].join("\n");
  expect((await call(server, "events.add_batch", lines, headers)).data).toMatchObject({ added: 3, errors: 0 });
  const metric = { metric: "loss" };
  expect(await bench.read("events.scalar_metrics_iter_raw", { task, metric })).toMatchObject({
    variants: { train: { iter: [1], y: [0.5] } },
  });
  expect(await bench.read("events.scalar_metrics_iter_raw", { task, metric, non_finite: true })).toMatchObject({
    variants: { train: { iter: [1], y: [0.5], non_finite: { x: [0, 2], y: ["NaN", "-Infinity"] } } },
  });
  const { events } = await bench.read<{ events: ScalarEvent[] }>("events.get_scalar_metric_data", { task, ...metric });
  expect(events.map(({ value }) => value)).toEqual(["-Infinity", 0.5, "NaN"]);
});

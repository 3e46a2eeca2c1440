import { expect, test } from "vitest";
import { type EventBench, image, plot, scalar, startEventBench } from "../events/events.fixture.ts";

const SINGLE_VALUE = -(2 ** 31);

async function reportAll(bench: EventBench, owner: Record<string, unknown>): Promise<void> {
  await bench.report(
    ...[1, 2].flatMap((iter) => [
      scalar(iter, iter * 10, owner),
      plot(iter, owner),
      image(iter, `s3://b/${iter}.png`, owner),
    ]),
    scalar(SINGLE_VALUE, 0.5, { metric: "Summary", variant: "acc", ...owner }),
  );
}

const everything = { plots: {}, debug_images: {}, scalar_metrics_iter_histogram: {}, single_value_metrics: {} };

test.each([
  { what: "a task", model_events: false },
  { what: "a model", model_events: true },
])("what $what reported is read together with it", async ({ model_events }) => {
  await using bench = await startEventBench();
  const model = { name: "bench model", uri: "file:///m", ready: false };
  const id = model_events ? (await bench.read<{ id: string }>("models.create", model)).id : bench.task;
  const name = model_events ? "bench model" : "bench";
  await reportAll(bench, { task: id, model_event: model_events });
  const request = { id: [id], only_fields: ["name"], model_events };

  expect(await bench.read("reports.get_task_data", request)).toEqual({ tasks: [{ id, name }] });
  expect(await bench.read("reports.get_task_data", { ...request, ...everything })).toEqual({
    tasks: [{ id, name }],
    plots: { roc: { test: { [id]: { 2: { name, plots: [expect.objectContaining({ iter: 2, task: id })] } } } } },
    debug_images: [{ task: id, iterations: [{ iter: 2, events: [expect.objectContaining({ url: "s3://b/2.png" })] }] }],
    scalar_metrics_iter_histogram: { loss: { train: { [id]: { name, x: [1, 2], y: [10, 20] } } } },
    single_value_metrics: [
      {
        task: id,
        task_name: name,
        values: [{ metric: "Summary", variant: "acc", value: 0.5, timestamp: expect.any(Number) }],
      },
    ],
  });
});

test("each query of events has its own limits", async () => {
  await using bench = await startEventBench();
  await bench.createTask("other");
  await reportAll(bench, {});
  const { plots, ...rest } = await bench.read<{ plots: { roc: { test: Record<string, object> } } }>(
    "reports.get_task_data",
    {
      name: "^bench$",
      only_fields: ["name"],
      plots: { iters: 2, metrics: [{ metric: "roc" }], last_iters_per_task_metric: false },
      debug_images: { metrics: [{ metric: "none" }] },
      scalar_metrics_iter_histogram: { samples: 1, key: null, metrics: [{ metric: "loss", variants: ["train"] }] },
    },
  );
  expect(Object.keys(plots.roc.test[bench.task] ?? {})).toEqual(["1", "2"]);
  expect(rest).toMatchObject({
    tasks: [{ id: bench.task }],
    debug_images: [{ task: bench.task, iterations: [] }],
    scalar_metrics_iter_histogram: { loss: { train: { [bench.task]: { x: [0, 2], y: [10, 20] } } } },
  });
});

test("hidden tasks are read by those who name them, and nothing is read of none", async () => {
  await using bench = await startEventBench();
  const { id } = await bench.read<{ id: string }>("reports.create", { name: "a report" });
  const ids = async (request: object) => {
    const { tasks } = await bench.read<{ tasks: { id: string }[] }>("reports.get_task_data", { ...request });
    return tasks.map((task) => task.id);
  };
  expect(await ids({})).toEqual([bench.task]);
  expect(await ids({ id: [id] })).toEqual([id]);
  expect(await bench.read("reports.get_task_data", { name: "^nothing$", ...everything })).toEqual({
    tasks: [],
    plots: {},
    debug_images: [],
    scalar_metrics_iter_histogram: {},
    single_value_metrics: [],
  });
});

test.each([
  { plots: { iters: 0 } },
  { plots: { iters: "all" } },
  { plots: [] },
  { debug_images: { metrics: "loss" } },
  { debug_images: { metrics: [{}] } },
  { scalar_metrics_iter_histogram: { samples: 7000 } },
  { scalar_metrics_iter_histogram: { key: "epoch" } },
])("a query that makes no sense is refused: %j", async (query) => {
  await using bench = await startEventBench();
  expect((await bench.refusal("reports.get_task_data", query)).result).toBe("400/12");
});

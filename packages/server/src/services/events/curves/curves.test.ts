import { SINGLE_VALUE_ITERATION } from "@clearml-ts/protocol";
import { expect, test } from "vitest";
import { scalar, startEventBench } from "../events.fixture.ts";

interface Curve {
  name: string;
  x: (number | string)[];
  y: number[];
}

test("a short curve comes point by point, and the metrics are the answer itself", async () => {
  await using bench = await startEventBench();
  await bench.report(scalar(10, 2), scalar(-3, 1), scalar(5, 4, { variant: "eval", x_axis_label: "epochs" }));
  const task = { task: bench.task };
  expect(await bench.read("events.scalar_metrics_iter_histogram", task)).toEqual({
    loss: {
      eval: { name: "eval", x: [5], y: [4], x_axis_label: "epochs" },
      train: { name: "train", x: [-3, 10], y: [1, 2] },
    },
  });
  expect(await bench.read("events.scalar_metrics_iter_histogram", { task: await bench.createTask("empty") })).toEqual(
    {},
  );
});

test("a long curve comes as means of buckets that begin at multiples of their width", async () => {
  await using bench = await startEventBench();
  const points = Array.from({ length: 11 }, (_, index) => scalar(index - 4, index));
  await bench.report(...points, scalar(SINGLE_VALUE_ITERATION, 99, { variant: "train" }));
  const curves = await bench.read("events.scalar_metrics_iter_histogram", { task: bench.task, samples: 4 });
  // 11 iterations in 4 samples make buckets of 3: -6…-4, -3…-1, 0…2, 3…5, 6…8.
  expect(curves).toEqual({ loss: { train: { name: "train", x: [-6, -3, 0, 3, 6], y: [0, 2, 5, 8, 10] } } });
});

test("a spike that the means hide is in the envelope, for callers that ask", async () => {
  await using bench = await startEventBench();
  const points = Array.from({ length: 1000 }, (_, index) => scalar(index, index === 617 ? 9 : 0.5));
  await bench.report(...points);
  const read = (body: object) =>
    bench.read<Record<string, Record<string, Curve & { y_min: number[]; y_max: number[] }>>>(
      "events.scalar_metrics_iter_histogram",
      { task: bench.task, samples: 10, ...body },
    );
  expect(Math.max(...((await read({})).loss?.train?.y ?? []))).toBeLessThan(0.6);
  const curve = (await read({ envelope: true })).loss?.train;
  expect(curve?.y_max).toEqual([0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 9, 0.5, 0.5, 0.5]);
  expect(curve?.y_min).toEqual(Array(10).fill(0.5));
});

test("a part of a long curve comes point by point when there are few enough", async () => {
  await using bench = await startEventBench();
  await bench.report(...Array.from({ length: 1000 }, (_, index) => scalar(index, index, { timestamp: 5000 + index })));
  const read = (body: object) =>
    bench.read("events.scalar_metrics_iter_histogram", { task: bench.task, samples: 10, ...body });
  const part = { loss: { train: { name: "train", x: [600, 601, 602, 603], y: [600, 601, 602, 603] } } };
  expect(await read({ range: { min: 600, max: 603 } })).toEqual(part);
  expect(await read({ range: { min: 5600, max: 5601 }, key: "timestamp" })).toEqual({
    loss: { train: { name: "train", x: [5600, 5601], y: [600, 601] } },
  });
  expect(await read({ range: { min: 2000, max: 3000 } })).toEqual({});
  await bench.report(scalar(SINGLE_VALUE_ITERATION, 99));
  expect(await read({ range: { min: -1e12, max: 1 } })).toEqual({
    loss: { train: { name: "train", x: [0, 1], y: [0, 1] } },
  });
  for (const range of [{ min: 1 }, { min: "a", max: 2 }, []]) {
    const { result } = await bench.refusal("events.scalar_metrics_iter_histogram", { task: bench.task, range });
    expect(result).toBe("400/12");
  }
});

test("curves of nearly one length share their buckets, others do not", async () => {
  await using bench = await startEventBench();
  const curve = (variant: string, length: number) =>
    Array.from({ length }, (_, index) => scalar(index, index, { variant }));
  await bench.report(...curve("a", 200), ...curve("b", 215), ...curve("c", 300));
  const { loss } = await bench.read<Record<string, Record<string, Curve>>>("events.scalar_metrics_iter_histogram", {
    task: bench.task,
    samples: 10,
  });
  const second = (variant: string) => loss?.[variant]?.x[1];
  expect([second("a"), second("b"), second("c")]).toEqual([22, 22, 30]);
});

test("curves can be read along time, as milliseconds or as text", async () => {
  await using bench = await startEventBench();
  await bench.report(
    scalar(2, 1, { timestamp: 1000 }),
    scalar(1, 3, { timestamp: 1000 }),
    scalar(0, 5, { timestamp: 4000 }),
  );
  const read = (key: string, samples?: number) =>
    bench.read("events.scalar_metrics_iter_histogram", { task: bench.task, key, samples });
  expect(await read("timestamp")).toEqual({ loss: { train: { name: "train", x: [1000, 4000], y: [2, 5] } } });
  expect(await read("iso_time")).toEqual({
    loss: { train: { name: "train", x: ["1970-01-01T00:00:01.000Z", "1970-01-01T00:00:04.000Z"], y: [2, 5] } },
  });
  // 3001 milliseconds in 2 samples make buckets of 1501.
  expect(await read("timestamp", 2)).toEqual({ loss: { train: { name: "train", x: [0, 3002], y: [2, 5] } } });
});

test("only the metrics and variants asked for are read", async () => {
  await using bench = await startEventBench();
  await bench.report(scalar(0, 1), scalar(0, 2, { variant: "eval" }), scalar(0, 3, { metric: "acc" }));
  const read = (metrics: object[]) => bench.read("events.scalar_metrics_iter_histogram", { task: bench.task, metrics });
  expect(await read([{ metric: "loss", variants: ["eval"] }])).toEqual({
    loss: { eval: { name: "eval", x: [0], y: [2] } },
  });
  expect(Object.keys(await read([{ metric: "loss" }, { metric: "acc", variants: [] }]))).toEqual(["acc", "loss"]);
});

test("curves of several tasks are nested by task and named by it", async () => {
  await using bench = await startEventBench();
  const other = await bench.createTask("other");
  await bench.report(scalar(0, 1), scalar(0, 2, { task: other }));
  const tasks = [bench.task, other];
  expect(await bench.read("events.multi_task_scalar_metrics_iter_histogram", { tasks })).toEqual({
    metrics: {
      loss: {
        train: {
          [bench.task]: { name: "bench", x: [0], y: [1] },
          [other]: { name: "other", x: [0], y: [2] },
        },
      },
    },
  });
  const refused = await bench.refusal("events.multi_task_scalar_metrics_iter_histogram", {
    tasks: Array.from({ length: 101 }, () => bench.task),
  });
  expect(refused.result).toBe("400/12");
});

test("values without iterations are kept out of curves and read on their own", async () => {
  await using bench = await startEventBench();
  const other = await bench.createTask("other");
  await bench.report(
    scalar(SINGLE_VALUE_ITERATION, 0.75, { metric: "Summary", variant: "R2", timestamp: 5 }),
    scalar(SINGLE_VALUE_ITERATION, 2, { metric: "Summary", variant: "MAE", timestamp: 6 }),
    scalar(0, 1, { task: other }),
  );
  expect(await bench.read("events.get_task_single_value_metrics", { tasks: [bench.task, other] })).toEqual({
    tasks: [
      {
        task: bench.task,
        task_name: "bench",
        values: [
          { metric: "Summary", variant: "MAE", value: 2, timestamp: 6 },
          { metric: "Summary", variant: "R2", value: 0.75, timestamp: 5 },
        ],
      },
    ],
  });
  expect(await bench.read("events.scalar_metrics_iter_histogram", { task: bench.task })).toEqual({});
});

test("metrics may be called like parts of an object", async () => {
  await using bench = await startEventBench();
  await bench.report(scalar(0, 1, { metric: "__proto__", variant: "constructor" }));
  const curves = await bench.read("events.scalar_metrics_iter_histogram", { task: bench.task });
  expect(JSON.stringify(curves)).toBe('{"__proto__":{"constructor":{"name":"constructor","x":[0],"y":[1]}}}');
  expect(({} as Record<string, unknown>)["name"]).toBeUndefined();
});

test("unknown tasks and impossible numbers are refused", async () => {
  await using bench = await startEventBench();
  const refusal = async (body: object) =>
    (await bench.refusal("events.scalar_metrics_iter_histogram", { task: bench.task, ...body })).result;
  expect(await refusal({ task: "nobody" })).toBe("400/101");
  expect(await refusal({ task: "nobody", model_events: true })).toBe("400/201");
  expect(await refusal({ samples: 0 })).toBe("400/12");
  expect(await refusal({ samples: 6001 })).toBe("400/12");
  expect(await refusal({ key: "phase of the moon" })).toBe("400/12");
  expect(await refusal({ metrics: [{ variants: ["train"] }] })).toBe("400/12");
  expect(await refusal({ metrics: [{ metric: "loss", variants: "train" }] })).toBe("400/12");
});

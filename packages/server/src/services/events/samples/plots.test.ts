import { expect, test } from "vitest";
import { plot, startEventBench } from "../events.fixture.ts";

interface PlotPage {
  plots: { metric: string; variant: string; iter: number; plot_str: string }[];
  returned: number;
  total: number;
  scroll_id: string | null;
}

const shown = ({ plots }: PlotPage) => plots.map(({ metric, variant, iter }) => `${metric}/${variant}@${iter}`);

test("the newest plots of each variant come in one page", async () => {
  await using bench = await startEventBench();
  await bench.report(plot(0), plot(2), plot(1), plot(0, { variant: "a" }), plot(5, { metric: "pr", variant: "" }));
  const read = (body: object) => bench.read<PlotPage>("events.get_task_plots", { task: bench.task, ...body });
  const newest = await read({});
  expect(shown(newest)).toEqual(["pr/@5", "roc/a@0", "roc/test@2"]);
  expect(newest).toMatchObject({ returned: 3, total: 3, scroll_id: null });
  expect(shown(await read({ iters: 2 }))).toEqual(["pr/@5", "roc/a@0", "roc/test@2", "roc/test@1"]);
  expect(shown(await read({ metrics: [{ metric: "roc", variants: ["a"] }] }))).toEqual(["roc/a@0"]);
  expect(newest.plots.at(-1)?.plot_str).toBe('{"data":[2]}');
});

test("before version 1.8 plots come by iteration, with the total of all", async () => {
  await using bench = await startEventBench();
  await bench.report(plot(0), plot(2), plot(1), plot(3, { variant: "a" }));
  const first = await bench.read<PlotPage>("v1.7/events.get_task_plots", { task: bench.task });
  expect(shown(first)).toEqual(["roc/a@3", "roc/test@2"]);
  expect(first.total).toBe(4);
  const body = { task: bench.task, scroll_id: first.scroll_id };
  expect(await bench.read("v1.7/events.get_task_plots", body)).toMatchObject({ returned: 0, scroll_id: "FFFF" });
});

test("plots of several tasks are nested by metric, variant, task and iteration", async () => {
  await using bench = await startEventBench();
  const other = await bench.createTask("other");
  await bench.report(plot(0), plot(4), plot(3, { variant: "a" }), plot(1, { metric: "pr" }), plot(0, { task: other }));
  const read = (body: object) =>
    bench.read<PlotPage & { plots: object }>("events.get_multi_task_plots", { tasks: [bench.task, other], ...body });

  const perMetric = await read({});
  expect(perMetric).toMatchObject({
    plots: {
      pr: { test: { [bench.task]: { 1: { name: "bench", plots: [{ iter: 1 }] } } } },
      roc: {
        test: {
          [bench.task]: { 4: { name: "bench", plots: [{ iter: 4, plot_str: '{"data":[4]}' }] } },
          [other]: { 0: { name: "other", plots: [{ iter: 0 }] } },
        },
      },
    },
    returned: 3,
    total: 3,
  });
  expect(await read({ scroll_id: perMetric.scroll_id })).toMatchObject({ plots: {}, returned: 0, scroll_id: "FFFF" });
  expect(await read({ last_iters_per_task_metric: false, no_scroll: true })).toMatchObject({
    returned: 2,
    scroll_id: null,
  });
  const old = { tasks: [bench.task, other] };
  expect(await bench.read("v1.7/events.get_multi_task_plots", old)).toMatchObject({ returned: 4 });
});

test("many plots come a thousand at a time", async () => {
  await using bench = await startEventBench();
  await bench.report(...Array.from({ length: 1100 }, (_, index) => plot(0, { variant: `${index}` })));
  const read = (body: object) => bench.read<PlotPage>("events.get_multi_task_plots", { tasks: [bench.task], ...body });
  const first = await read({});
  expect(first).toMatchObject({ returned: 1000, total: 1100 });
  expect(await read({ scroll_id: first.scroll_id })).toMatchObject({ returned: 100, total: 1100 });
});

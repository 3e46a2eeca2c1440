import { expect, test } from "vitest";
import { image, plot, startEventBench } from "../events.fixture.ts";

interface View {
  scroll_id: string;
  event: { metric: string; variant: string; iter: number; url: string } | null;
  min_iteration?: number;
  max_iteration?: number;
}

interface PlotView extends Omit<View, "event"> {
  events: { metric: string; variant: string; iter: number }[];
}

const place = ({ event }: View) => event && `${event.metric}/${event.variant}@${event.iter}`;

async function benchWithImages() {
  const bench = await startEventBench();
  await bench.report(
    ...[0, 1, 2].flatMap((iter) => [
      image(iter, `http://f/a${iter}`),
      image(iter, `http://f/b${iter}`, { variant: "b" }),
    ]),
    image(1, "http://f/z", { metric: "zebras", variant: "a" }),
  );
  return bench;
}

test("a viewer opens at an image and goes from variant to variant, then to the next iteration", async () => {
  await using bench = await benchWithImages();
  const task = bench.task;
  const open = { task, metric: "samples", variant: "a" };
  const view = await bench.read<View>("events.get_debug_image_sample", { ...open, iteration: 1 });
  expect(view).toMatchObject({ event: { url: "http://f/a1" }, min_iteration: 0, max_iteration: 2 });

  const { scroll_id } = view;
  const next = async (body: object = {}) =>
    place(
      await bench.read<View>("events.next_debug_image_sample", { task, scroll_id, navigate_earlier: false, ...body }),
    );
  expect(await next()).toBe("samples/b@1");
  expect(await next()).toBe("samples/a@2");
  expect(await next({ navigate_earlier: true })).toBe("samples/b@1");
  expect(await next({ navigate_earlier: true })).toBe("samples/a@1");
  expect(await next({ next_iteration: true })).toBe("samples/a@2");
  expect(await next({ next_iteration: true })).toBeNull();
  expect(place(await bench.read<View>("events.get_debug_image_sample", open))).toBe("samples/a@2");
  expect(await bench.read("events.get_debug_image_sample", { ...open, variant: "none" })).toMatchObject({
    event: null,
  });
});

test("a viewer that may leave its metric goes through all of them", async () => {
  await using bench = await benchWithImages();
  const open = { task: bench.task, metric: "samples", variant: "b", iteration: 1, navigate_current_metric: false };
  const { scroll_id } = await bench.read<View>("events.get_debug_image_sample", open);
  const next = async () =>
    place(
      await bench.read<View>("events.next_debug_image_sample", {
        task: bench.task,
        scroll_id,
        navigate_earlier: false,
      }),
    );
  expect([await next(), await next()]).toEqual(["zebras/a@1", "samples/a@2"]);
});

test("a viewer shows all variants of a plot together", async () => {
  await using bench = await startEventBench();
  const task = bench.task;
  await bench.report(plot(0), plot(0, { variant: "a" }), plot(3), plot(3, { metric: "zebras" }));
  const view = await bench.read<PlotView>("events.get_plot_sample", { task, metric: "roc", iteration: 2 });
  expect(view).toMatchObject({
    events: [
      { variant: "a", iter: 0 },
      { variant: "test", iter: 0 },
    ],
    min_iteration: 0,
    max_iteration: 3,
  });
  const { scroll_id } = view;
  const next = (navigate_earlier: boolean) =>
    bench.read<PlotView>("events.next_plot_sample", { task, scroll_id, navigate_earlier });
  expect(await next(false)).toMatchObject({ events: [{ metric: "roc", iter: 3 }] });
  expect(await next(false)).toMatchObject({ events: [] });
  expect(await next(true)).toMatchObject({ events: [{ iter: 0 }, { iter: 0 }] });

  const wide = await bench.read<PlotView>("events.get_plot_sample", {
    task,
    metric: "roc",
    navigate_current_metric: false,
  });
  const after = { task, scroll_id: wide.scroll_id, navigate_earlier: false };
  expect(await bench.read("events.next_plot_sample", after)).toMatchObject({ events: [{ metric: "zebras", iter: 3 }] });
});

test("a place belongs to its task, metric and kind of viewer", async () => {
  await using bench = await benchWithImages();
  const other = await bench.createTask("other");
  const open = { task: bench.task, metric: "samples", variant: "a" };
  const { scroll_id } = await bench.read<View>("events.get_debug_image_sample", open);
  const results = await Promise.all([
    bench.refusal("events.get_debug_image_sample", { ...open, metric: "zebras", scroll_id }),
    bench.refusal("events.next_debug_image_sample", { task: other, scroll_id }),
    bench.refusal("events.next_plot_sample", { task: bench.task, scroll_id }),
    bench.refusal("events.next_debug_image_sample", { task: bench.task, scroll_id: "forgotten" }),
  ]);
  expect(results.map(({ result }) => result)).toEqual(["400/1104", "400/1104", "400/1104", "400/1104"]);
});

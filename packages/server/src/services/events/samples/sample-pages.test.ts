import { expect, test } from "vitest";
import { image, plot, scalar, startEventBench } from "../events.fixture.ts";

interface SamplePage {
  metrics: {
    task: string;
    iterations: { iter: number; events: { url: string; metric: string; variant: string }[] }[];
  }[];
  scroll_id: string;
}

const iterations = ({ metrics: [first] }: SamplePage) => first?.iterations.map(({ iter }) => iter);

test("images are leafed through from the newest iteration to older ones and back", async () => {
  await using bench = await startEventBench();
  await bench.report(...[0, 1, 2, 3, 4].map((iter) => image(iter, `http://f/${iter}`)));
  const read = (body: object) =>
    bench.read<SamplePage>("events.debug_images", { metrics: [{ task: bench.task }], iters: 2, ...body });

  const first = await read({ navigate_earlier: false });
  const scroll_id = first.scroll_id;
  expect(iterations(first)).toEqual([4, 3]);
  expect(iterations(await read({ scroll_id }))).toEqual([2, 1]);
  expect(iterations(await read({ scroll_id }))).toEqual([0]);
  expect(iterations(await read({ scroll_id }))).toEqual([]);
  expect(iterations(await read({ scroll_id, navigate_earlier: false }))).toEqual([2, 1]);
  expect(iterations(await read({ scroll_id, navigate_earlier: false }))).toEqual([4, 3]);
  await bench.report(image(5, "http://f/5"));
  expect(iterations(await read({ scroll_id, refresh: true }))).toEqual([5, 4]);
  expect(iterations(await read({ scroll_id: "forgotten" }))).toEqual([5, 4]);
});

test("a clients's place is forgotten when it clears it, or after an hour", async () => {
  let now = new Date(0);
  await using bench = await startEventBench({ now: () => now });
  await bench.report(image(0, "http://f/0"), image(1, "http://f/1"));
  const read = async (scroll_id?: string) =>
    bench.read<SamplePage>("events.debug_images", { metrics: [{ task: bench.task }], scroll_id });
  const { scroll_id } = await read();
  expect(await bench.read("events.clear_scroll", { scroll_id })).toEqual({});
  const again = await read(scroll_id);
  expect(iterations(again)).toEqual([1]);
  now = new Date(3_600_000);
  const late = await read(again.scroll_id);
  expect(iterations(late)).toEqual([1]);
  expect(late.scroll_id).not.toBe(again.scroll_id);
});

test("an address that was used again hides the older image", async () => {
  await using bench = await startEventBench();
  await bench.report(
    ...[0, 1, 2, 3, 4].map((iter) => image(iter, `http://f/${iter % 3}`)),
    image(0, "http://f/0", { variant: "b" }),
  );
  const body = { metrics: [{ task: bench.task, metric: "samples" }], iters: 10 };
  const page = await bench.read<SamplePage>("events.debug_images", body);
  expect(page.metrics[0]?.iterations).toMatchObject([
    { iter: 4, events: [{ url: "http://f/1" }] },
    { iter: 3, events: [{ url: "http://f/0" }] },
    { iter: 2, events: [{ url: "http://f/2" }] },
    { iter: 0, events: [{ url: "http://f/0", variant: "b" }] },
  ]);
});

test("there is an answer for each task asked about, limited to the metrics asked for", async () => {
  await using bench = await startEventBench();
  const other = await bench.createTask("other");
  await bench.report(
    image(0, "http://f/a"),
    image(1, "http://f/b", { metric: "others" }),
    scalar(0, 1, { task: other }),
  );
  const read = (metrics: object[]) => bench.read<SamplePage>("events.debug_images", { metrics, iters: 5 });
  expect(await read([{ task: bench.task, metric: "samples", variants: ["a", "b"] }, { task: other }])).toMatchObject({
    metrics: [
      { task: bench.task, iterations: [{ iter: 0 }] },
      { task: other, iterations: [] },
    ],
  });
  const both = await read([
    { task: bench.task, metric: "samples" },
    { task: bench.task, metric: "others" },
  ]);
  expect(iterations(both)).toEqual([1, 0]);
  expect(iterations(await read([{ task: bench.task, metric: "samples" }, { task: bench.task }]))).toEqual([1, 0]);
  expect((await bench.refusal("events.debug_images", { metrics: [] })).result).toBe("400/12");
  expect((await bench.refusal("events.debug_images", { metrics: [{ task: "nobody" }] })).result).toBe("400/101");
});

test("plots are leafed through like images", async () => {
  await using bench = await startEventBench();
  await bench.report(plot(0), plot(1), plot(1, { variant: "a" }));
  const body = { metrics: [{ task: bench.task }] };
  const first = await bench.read<SamplePage>("events.plots", body);
  expect(first.metrics[0]?.iterations).toMatchObject([{ iter: 1, events: [{ variant: "a" }, { variant: "test" }] }]);
  const second = await bench.read<SamplePage>("events.plots", { ...body, scroll_id: first.scroll_id });
  expect(iterations(second)).toEqual([0]);
});

test("older clients get images as one list", async () => {
  await using bench = await startEventBench();
  await bench.report(image(0, "http://f/0"), image(1, "http://f/1"), image(0, "http://f/b", { variant: "b" }));
  const read = (version: string, body: object) =>
    bench.read<{ images: { iter: number }[] }>(`v${version}/events.debug_images`, { task: bench.task, ...body });
  const lastIteration = await read("2.6", {});
  expect(lastIteration).toMatchObject({ task: bench.task, images: [{ iter: 1 }], returned: 1, total: 3 });
  const perVariant = await read("1.7", {});
  expect(perVariant).toMatchObject({ images: [{ iter: 1 }, { iter: 0 }], returned: 2, total: 3 });
  expect(await read("1.7", { scroll_id: "FFFF" })).toMatchObject({ images: [], scroll_id: "FFFF" });
  expect((await bench.refusal("v2.6/events.debug_images", {})).result).toBe("400/11");
});

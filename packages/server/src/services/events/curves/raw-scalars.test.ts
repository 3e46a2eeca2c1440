import { SINGLE_VALUE_ITERATION } from "@clearml-ts/protocol";
import { expect, test } from "vitest";
import { line, plot, scalar, startEventBench } from "../events.fixture.ts";

interface EventPage {
  events: { iter?: number; variant: string; msg?: string }[];
  returned: number;
  total: number;
  scroll_id: string;
}

interface RawPage {
  variants: Record<string, { y: number[]; iter?: number[]; timestamp?: number[]; iso_time?: string[] }>;
  returned: number;
  total: number | null;
  scroll_id: string;
}

/** Two curves of very different density, with a gap of a million iterations. */
const points = [
  ...Array.from({ length: 40 }, (_, index) => scalar(index, index, { timestamp: 1000 - index })),
  scalar(1_000_000, 1, { timestamp: 5000 }),
  scalar(7, 1, { variant: "eval", timestamp: 6000 }),
];

test("all events come in the order of their iterations, full pages until the last, those without iteration behind", async () => {
  await using bench = await startEventBench();
  await bench.report(line(2, "b"), line(1, "a"), ...points, plot(3));
  const body = { task: bench.task, batch_size: 10 };

  const pages: EventPage[] = [];
  let page = await bench.read<EventPage>("events.get_task_events", body);
  for (; page.returned > 0; page = await bench.read("events.get_task_events", { ...body, scroll_id: page.scroll_id })) {
    pages.push(page);
  }
  const events = pages.flatMap((one) => one.events);
  expect(pages.map(({ returned }) => returned)).toEqual([10, 10, 10, 10, 5]);
  expect(pages.map(({ total }) => total)).toEqual([45, 45, 45, 45, 45]);
  expect(events).toHaveLength(45);
  expect(events.slice(-3).map(({ iter, msg }) => iter ?? msg)).toEqual([1_000_000, "a", "b"]);
  expect(events.slice(0, -2).map(({ iter }) => iter)).toEqual(
    points
      .concat(plot(3))
      .map(({ iter }) => iter)
      .sort((a, b) => Number(a) - Number(b)),
  );
  expect(page).toMatchObject({ returned: 0, events: [] });
});

test("events come newest first on request, and a scroll goes on as it began", async () => {
  await using bench = await startEventBench();
  await bench.report(...points, line(1, "a"), plot(3));
  const body = { task: bench.task, event_type: "training_stats_scalar", order: "desc", batch_size: 2 };
  const first = await bench.read<EventPage>("events.get_task_events", body);
  expect(first.events.map(({ iter }) => iter)).toEqual([1_000_000, 39]);
  const second = await bench.read<EventPage>("events.get_task_events", {
    task: bench.task,
    scroll_id: first.scroll_id,
  });
  expect(second.events.map(({ iter }) => iter)).toEqual([38, 37]);
  expect(second.total).toBe(42);

  const metrics = [{ metric: "loss", variants: ["eval"] }];
  expect(await bench.read("events.get_task_events", { task: bench.task, metrics })).toMatchObject({ total: 1 });
  for (const scroll_id of ["e30", "FFFF"]) {
    const refused = await bench.refusal("events.get_task_events", { task: bench.task, scroll_id });
    expect(refused.result).toBe("400/1104");
  }
});

test("a scroll that has come to its end stays there", async () => {
  await using bench = await startEventBench();
  await bench.report(scalar(1, 1));
  const read = (body: object = {}) => bench.read<EventPage>("events.get_task_events", { task: bench.task, ...body });
  const { scroll_id: first } = await read();
  const end = await read({ scroll_id: first });
  expect(end).toMatchObject({ events: [], returned: 0, total: 1 });
  await bench.report(scalar(2, 2));
  expect(await read({ scroll_id: end.scroll_id })).toEqual(end);
});

test("every point of a metric can be read, part by part, along iterations or time", async () => {
  await using bench = await startEventBench();
  await bench.report(...points, scalar(SINGLE_VALUE_ITERATION, 1));
  const read = (body: object) =>
    bench.read<RawPage>("events.scalar_metrics_iter_raw", { task: bench.task, metric: { metric: "loss" }, ...body });

  const first = await read({ batch_size: 8, count_total: true });
  expect(first).toMatchObject({ returned: 9, total: 42 });
  expect(first.variants).toEqual({
    eval: { y: [1], iter: [7] },
    train: { y: [0, 1, 2, 3, 4, 5, 6, 7], iter: [0, 1, 2, 3, 4, 5, 6, 7] },
  });
  let last = await read({ scroll_id: first.scroll_id });
  expect(last).toMatchObject({ returned: 8, total: 42 });
  let returned = first.returned;
  for (; last.returned > 0; last = await read({ scroll_id: last.scroll_id })) {
    returned += last.returned;
  }
  expect(returned).toBe(42);
  expect(last.scroll_id).toBe("FFFF");

  const byTime = await read({ key: "timestamp", batch_size: 2 });
  expect(byTime).toMatchObject({ total: null, variants: { train: { y: [39, 38], timestamp: [961, 962] } } });
  const next = await read({ key: "iso_time", batch_size: 1, scroll_id: byTime.scroll_id });
  expect(next.variants).toEqual({ train: { y: [37], iso_time: ["1970-01-01T00:00:00.963Z"] } });
});

test("the events of one metric come newest first", async () => {
  await using bench = await startEventBench();
  await bench.report(
    ...Array.from({ length: 600 }, (_, index) => scalar(index, index)),
    scalar(9, 1, { metric: "acc" }),
  );
  const body = { task: bench.task, metric: "loss" };
  const first = await bench.read<EventPage>("events.get_scalar_metric_data", body);
  expect(first).toMatchObject({ returned: 500, total: 600 });
  expect(first.events[0]?.iter).toBe(599);
  const second = await bench.read<EventPage>("events.get_scalar_metric_data", { ...body, scroll_id: first.scroll_id });
  expect(second).toMatchObject({ returned: 100, total: 600 });
  const end = await bench.read<EventPage>("events.get_scalar_metric_data", { ...body, scroll_id: second.scroll_id });
  expect(end).toMatchObject({ returned: 0, scroll_id: "FFFF" });
  expect(await bench.read("events.get_scalar_metric_data", { ...body, no_scroll: true })).toMatchObject({
    scroll_id: null,
  });
});

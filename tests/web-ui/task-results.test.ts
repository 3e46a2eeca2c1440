import type { DebugImageEvent } from "@clearml-ts/protocol";
import type { Task } from "@clearml-ts/tasks";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { World } from "./world.ts";

const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const LINES = 120;
const ITERATIONS = 5;

let world: World;
let task: Task;

beforeAll(async () => {
  world = await World.start();
  const image = await world.file("pixel.png", PIXEL);
  task = await world.run({ project: "Comfort", name: "train" }, async ({ logger }) => {
    logger.reportSingleValue("R2", 0.42);
    for (let line = 0; line < LINES; line += 1) {
      logger.reportText(`line ${line}`);
    }
    for (let iteration = 0; iteration < ITERATIONS; iteration += 1) {
      logger.reportScalar("loss", "train", 1 / (iteration + 1), { iteration });
      logger.reportScatter2d("residuals", "all", [[0, iteration]], { iteration });
      await logger.reportImage("samples", "one", { path: image, iteration });
    }
    logger.reportTable("comparison", "models", { table: [{ model: "mean", R2: 0 }] });
    await logger.reportImage("others", "two", { path: image, iteration: 0 });
  });
});

afterAll(() => world[Symbol.asyncDispose]());

describe("the console", () => {
  const lines = (differences: object) =>
    world.page.call("events.get_task_log", {
      task: task.id,
      batch_size: 50,
      navigate_earlier: true,
      from_timestamp: null,
      ...differences,
    });

  test("opens at its end, and goes back to its beginning", async () => {
    const seen: string[] = [];
    let from: number | null = null;
    for (;;) {
      const { events, total } = await lines({ from_timestamp: from });
      expect(total).toBe(LINES);
      if (events.length === 0) {
        break;
      }
      expect(events[0]).toMatchObject({ timestamp: expect.any(Number), level: "info", worker: expect.any(String) });
      seen.push(...events.map(({ msg }) => String(msg)));
      from = events.at(-1)?.timestamp ?? null;
    }
    expect(seen[0]).toBe(`line ${LINES - 1}`);
    expect(new Set(seen)).toEqual(new Set(Array.from({ length: LINES }, (_, line) => `line ${line}`)));
  });

  test("goes on from where it was, for what came since", async () => {
    const { events } = await lines({});
    const newest = events[0]?.timestamp ?? 0;
    const later = await lines({ navigate_earlier: false, from_timestamp: newest });
    expect(later.events).toEqual([]);
    const again = await lines({ navigate_earlier: false, from_timestamp: newest - 1_000_000 });
    expect(again.events[0]?.msg).toBe("line 0");
  });

  test("is downloaded by a link", async () => {
    const response = await world.page.open("events.download_task_log", { line_type: "text", task: task.id });
    expect(response.headers.get("content-type")).toMatch(/^text\/plain/);
    expect(response.headers.get("content-disposition")).toMatch(/^attachment; filename=/);
    expect((await response.text()).trim().split("\n")).toHaveLength(LINES);
  });
});

describe("scalars", () => {
  test("are curves over iterations", async () => {
    const curves = await world.page.call("events.scalar_metrics_iter_histogram", { task: task.id, key: "iter" });
    const { name, x, y } = curves["loss"]?.["train"] ?? {};
    expect([name, x]).toEqual(["train", [0, 1, 2, 3, 4]]);
    expect(y).toEqual([1, 1 / 2, 1 / 3, 1 / 4, 1 / 5].map((value) => expect.closeTo(value, 6)));
  });

  test("are curves over time", async () => {
    const curves = await world.page.call("events.scalar_metrics_iter_histogram", { task: task.id, key: "timestamp" });
    const { x = [], y } = curves["loss"]?.["train"] ?? {};
    expect(x.toSorted()).toEqual(x);
    expect(y).toHaveLength(x.length);
    expect(new Date(x[0] ?? 0).getFullYear()).toBe(new Date().getFullYear());
  });

  test("have single values and a table of last, least and greatest values", async () => {
    const { page } = world;
    const single = await page.call("events.get_task_single_value_metrics", { tasks: [task.id] });
    expect(single.tasks).toMatchObject([
      { task: task.id, values: [{ metric: "Summary", variant: "R2", value: 0.42 }] },
    ]);
    const { tasks } = await page.call("tasks.get_all_ex", { id: [task.id], only_fields: ["last_metrics"] });
    const leaves = Object.values(tasks[0]?.last_metrics ?? {}).flatMap((variants) => Object.values(variants));
    expect(leaves).toContainEqual(
      expect.objectContaining({ metric: "loss", variant: "train", value: 0.2, max_value: 1, min_value: 0.2 }),
    );
  });

  test.each(["iter", "timestamp", "iso_time"] as const)("are shown in full over %s, page by page", async (key) => {
    const ask = {
      task: task.id,
      metric: { metric: "loss", variants: ["train"] },
      key,
      count_total: true,
      batch_size: 3,
    };
    const first = await world.page.call("events.scalar_metrics_iter_raw", ask);
    expect(first).toMatchObject({ returned: 3, total: ITERATIONS, scroll_id: expect.any(String) });
    const second = await world.page.call("events.scalar_metrics_iter_raw", { ...ask, scroll_id: first.scroll_id });
    const variants = [first, second].map(({ variants }) => variants["train"]);
    expect(variants.flatMap((variant) => variant?.y)).toHaveLength(ITERATIONS);
    expect(variants.flatMap((variant): unknown[] => variant?.[key] ?? [])).toHaveLength(ITERATIONS);
  });
});

describe("plots", () => {
  test("are the last of each, until as many came as there are", async () => {
    const { plots, total } = await world.page.call("events.get_task_plots", { task: task.id, iters: 1 });
    expect(plots).toHaveLength(total);
    expect(plots.map(({ metric, variant, iter }) => [metric, variant, iter])).toEqual(
      expect.arrayContaining([
        ["residuals", "all", ITERATIONS - 1],
        ["comparison", "models", 0],
      ]),
    );
    for (const { plot_str = "" } of plots) {
      expect(JSON.parse(plot_str)).toHaveProperty("data");
    }
  });

  test("are looked at one by one, back and forth, until there are no more", async () => {
    const { page } = world;
    const first = await page.call("events.get_plot_sample", {
      task: task.id,
      iteration: ITERATIONS - 1,
      metric: "residuals",
      scroll_id: null,
      navigate_current_metric: false,
    });
    expect(first).toMatchObject({
      events: [{ metric: "residuals", iter: ITERATIONS - 1, plot_str: expect.any(String) }],
      min_iteration: 0,
      max_iteration: ITERATIONS - 1,
    });
    const next = (differences: object) =>
      page.call("events.next_plot_sample", { task: task.id, scroll_id: first.scroll_id, ...differences });
    const earlier = await next({ navigate_earlier: true, next_iteration: true });
    expect(earlier).toMatchObject({ events: [{ iter: ITERATIONS - 2 }], scroll_id: first.scroll_id });
    expect(await next({ navigate_earlier: false, next_iteration: true })).toMatchObject({ events: [{ iter: 4 }] });
    expect((await next({ navigate_earlier: false, next_iteration: true })).events).toEqual([]);
  });
});

describe("debug samples", () => {
  const images = (differences: object = {}) =>
    world.page.call("events.debug_images", {
      metrics: [{ task: task.id, metric: "samples" }],
      iters: 3,
      scroll_id: null,
      navigate_earlier: true,
      refresh: true,
      ...differences,
    });
  const iterations = ({ metrics }: Awaited<ReturnType<typeof images>>) =>
    metrics[0]?.iterations.map(({ iter }) => iter);

  test("are listed by metric", async () => {
    const ask = { tasks: [task.id], event_type: "training_debug_image" };
    const { metrics } = await world.page.call("events.get_task_metrics", ask);
    expect(metrics).toEqual([{ task: task.id, metrics: ["others", "samples"] }]);
    const { tasks } = await world.page.call("tasks.get_all_ex", {
      id: [task.id],
      only_fields: ["id", "name", "type", "status", "last_update", "project.name", "tags", "last_iteration"],
    });
    expect(tasks).toMatchObject([{ name: "train", last_iteration: 4 }]);
  });

  test("come by iterations, newest first, with older and newer ones on demand", async () => {
    const first = await images();
    expect(iterations(first)).toEqual([4, 3, 2]);
    expect(first.metrics[0]?.iterations[0]?.events).toMatchObject([
      { metric: "samples", variant: "one", url: expect.stringContaining(world.server.urls.files), iter: 4 },
    ]);
    const { scroll_id } = first;
    const older = await images({ scroll_id, refresh: false });
    expect(iterations(older)).toEqual([1, 0]);
    expect(iterations(await images({ scroll_id, refresh: false }))).toEqual([]);
    expect(iterations(await images({ scroll_id, refresh: false, navigate_earlier: false }))).toEqual([4, 3, 2]);
  });

  test("of all metrics come together", async () => {
    const { metrics } = await images({ metrics: [{ task: task.id, metric: null }], iters: 5 });
    const last = metrics[0]?.iterations.at(-1);
    expect(last?.events.map(({ metric }) => metric).sort()).toEqual(["others", "samples"]);
  });

  test("are images that the browser can load", async () => {
    const { metrics } = await images();
    const event = metrics[0]?.iterations[0]?.events[0] as DebugImageEvent | undefined;
    const response = await world.page.load(event?.url);
    expect(response.headers.get("content-type")).toBe("image/png");
    expect(Buffer.from(await response.arrayBuffer())).toEqual(PIXEL);
  });

  test("are looked at one by one, back and forth, until there are no more", async () => {
    const { page } = world;
    const first = await page.call("events.get_debug_image_sample", {
      task: task.id,
      iteration: 1,
      metric: "samples",
      variant: "one",
      scroll_id: null,
      navigate_current_metric: true,
    });
    expect(first).toMatchObject({ event: { iter: 1, variant: "one" }, min_iteration: 0, max_iteration: 4 });
    const next = (differences: object) =>
      page.call("events.next_debug_image_sample", { task: task.id, scroll_id: first.scroll_id, ...differences });
    expect(await next({ navigate_earlier: true })).toMatchObject({ event: { iter: 0 } });
    expect((await next({ navigate_earlier: true })).event).toBeFalsy();
    expect(await next({ navigate_earlier: false, next_iteration: true })).toMatchObject({ event: { iter: 1 } });
  });
});

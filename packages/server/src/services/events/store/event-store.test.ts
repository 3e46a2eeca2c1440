import { expect, test } from "vitest";
import { Database } from "../../../database/driver.ts";
import { migrate } from "../../../database/migrations.ts";
import { acceptEvent, identifyEvent } from "../writing/accept-event.ts";
import type { AcceptedEvent } from "../writing/accepted-event.ts";
import { EventStore } from "./event-store.ts";

function openStore() {
  const database = Database.open(":memory:");
  migrate(database);
  return { database, store: new EventStore(database, () => new Date(0)), [Symbol.dispose]: () => database.close() };
}

function accepted(event: Record<string, unknown>): AcceptedEvent {
  const identity = identifyEvent(event);
  const result = "refused" in identity ? identity : acceptEvent(event, identity, { now: 0, worker: "w" });
  if ("refused" in result) {
    throw new Error(result.refused);
  }
  return result;
}

const scalar = (variant: string, iter: number, value: number) =>
  accepted({ type: "training_stats_scalar", task: "t", metric: "m", variant, iter, value });

/** Numbers that look random and are the same in every run. */
function* noise(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    yield state / 2_147_483_648;
  }
}

test("pages by iteration give each event once and in order, however unevenly the curves are filled", () => {
  using bench = openStore();
  const { store } = bench;
  const random = noise(1);
  const next = (below: number) => Math.floor(random.next().value * below);
  const iterations = new Map([
    ["dense", Array.from({ length: 900 }, (_, index) => index)],
    ["sparse", Array.from({ length: 30 }, () => next(2_000_000) - 1_000_000)],
    ["clustered", Array.from({ length: 300 }, () => 5e12 + next(400))],
    ["lonely", [-2147483648]],
  ]);
  const events = [...iterations].flatMap(([variant, list]) =>
    [...new Set(list)].map((iter) => scalar(variant, iter, 1)),
  );
  store.add(events, 0);
  const series = store.series.find("t", "training_stats_scalar");
  const all = events.map(({ iter, variant }) => `${iter} ${variant}`).sort();

  for (const descending of [false, true]) {
    for (const limit of [1, 7, 100, 5000]) {
      const seen: { iter: number; variant: string }[] = [];
      let after: number | undefined;
      for (;;) {
        const page = store.scalars.events.page(series, { limit, descending, after });
        if (page.length === 0) {
          break;
        }
        const left = events.length - seen.length;
        expect(page.length).toBeGreaterThanOrEqual(Math.min(limit, left));
        expect(page.length).toBeLessThan(limit + series.length);
        seen.push(...page.map(({ iter = Number.NaN, variant = "" }) => ({ iter, variant })));
        after = page.at(-1)?.iter;
      }
      const order = seen.map(({ iter }) => iter);
      expect(order).toEqual([...order].sort((a, b) => (descending ? b - a : a - b)));
      expect(seen.map(({ iter, variant }) => `${iter} ${variant}`).sort()).toEqual(all);
    }
  }
});

test("buckets hold the mean of what falls into them", () => {
  using bench = openStore();
  const { store } = bench;
  const random = noise(2);
  const points = Array.from(
    { length: 3000 },
    () => [Math.floor(random.next().value * 10_000) - 4000, random.next().value] as const,
  );
  const latest = new Map(points);
  store.add(
    points.map(([iter, value]) => scalar("v", iter, value)),
    0,
  );
  const [extent] = store.scalars.extents(store.series.find("t", "training_stats_scalar"), "iter");
  if (!extent) {
    throw new Error("the curve is missing");
  }
  const { x, y } = store.scalars.sample(extent, "iter", 37);

  const buckets = new Map<number, number[]>();
  for (const [iter, value] of latest) {
    const start = Math.floor(iter / 37) * 37;
    buckets.set(start, [...(buckets.get(start) ?? []), value]);
  }
  const expected = [...buckets].sort(([a], [b]) => a - b);
  expect(x).toEqual(expected.map(([start]) => start));
  expected.forEach(([, values], index) => {
    expect(y[index]).toBeCloseTo(values.reduce((sum, value) => sum + value) / values.length, 10);
  });
});

test("a bucket without points is left out, and so is one whose sum is beyond all numbers", () => {
  using bench = openStore();
  const { store } = bench;
  const points: [number, number][] = [
    [0, 0.1],
    [1, 0.2],
    [40, 1 / 3],
    [90, 1.7976931348623157e308],
    [91, 1.7976931348623157e308],
  ];
  store.add(
    points.map(([iter, value]) => scalar("v", iter, value)),
    0,
  );
  const [extent] = store.scalars.extents(store.series.find("t", "training_stats_scalar"), "iter");
  if (!extent) {
    throw new Error("the curve is missing");
  }

  const { x, y } = store.scalars.sample(extent, "iter", 10);

  expect(x).toEqual([0, 40]);
  expect(y).toEqual([expect.closeTo(0.15, 15), 1 / 3]);
});

test("numbers come back exactly as they were stored", () => {
  using bench = openStore();
  const { store } = bench;
  const values = [0.1, 1 / 3, 5e-324, -1.7976931348623157e308, 2 ** 53, -0.5];
  store.add(
    values.map((value, iter) => scalar("v", iter, value)),
    0,
  );
  const series = store.series.find("t", "training_stats_scalar");
  expect(store.scalars.pointsByIteration(series, { limit: 10 }).map(({ value }) => value)).toEqual(values);
});

test("any number of rows is inserted, across the sizes of statements", () => {
  using bench = openStore();
  const { store } = bench;
  for (const count of [1, 2, 99, 100, 101, 199, 200, 201, 777]) {
    store.add(
      Array.from({ length: count }, (_, iter) => scalar(`${count}`, iter, iter)),
      0,
    );
    const series = store.series.find("t", "training_stats_scalar", new Map([["m", [`${count}`]]]));
    expect(store.scalars.events.count(series)).toBe(count);
  }
});

test("deleting the events of some owners leaves nothing of them and all of the others", () => {
  using bench = openStore();
  const { store, database } = bench;
  for (const task of ["a", "b", "c"]) {
    store.add(
      [
        accepted({ type: "training_stats_scalar", task, iter: 1, value: 1 }),
        accepted({ type: "training_stats_vector", task, iter: 1, values: [1] }),
        accepted({ type: "training_debug_image", task, iter: 1, url: `https://f/${task}.png` }),
        accepted({ type: "plot", task, iter: 1, plot_str: `{"source":"https://f/${task}.svg"}` }),
        accepted({ type: "log", task, msg: "x" }),
      ],
      0,
    );
  }
  expect(store.imageUrls(["a", "b"]).sort()).toEqual([
    "https://f/a.png",
    "https://f/a.svg",
    "https://f/b.png",
    "https://f/b.svg",
  ]);
  expect(store.deleteFor(["a", "b", "nobody"])).toBe(10);
  expect(store.imageUrls(["a", "b", "c"])).toHaveLength(2);
  const tables = ["scalar_blocks", "vectors", "debug_images", "plots", "log_lines", "event_receipts"];
  const rows = tables.map((table) => database.prepare(`SELECT count(*) AS n FROM ${table}`).get<{ n: number }>()?.n);
  expect(rows).toEqual([1, 1, 1, 1, 1, 1]);
  expect(database.prepare("SELECT count(*) AS n FROM event_series").get()).toEqual({ n: 5 });
});

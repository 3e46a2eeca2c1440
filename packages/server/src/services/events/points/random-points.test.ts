import { SINGLE_VALUE_ITERATION } from "@clearml-ts/protocol";
import fc from "fast-check";
import { expect, test } from "vitest";
import { Database } from "../../../database/driver.ts";
import { migrate } from "../../../database/migrations.ts";
import { seeded } from "../../../fixtures/property-runs.fixture.ts";
import { EventStore } from "../store/event-store.ts";
import type { AcceptedScalar } from "../writing/accepted-event.ts";
import { BELOW_CURVES, NO_ITERATION } from "../writing/iteration.ts";
import { bucketMeans } from "./bucket-means.ts";

type Kept = Pick<AcceptedScalar, "variant" | "iter" | "value" | "timestamp" | "extra">;

const VARIANTS = ["a", "b"];

/** Points of one curve with one distance between them: forwards, backwards, over older ones, or one alone. */
const run = fc
  .record({
    variant: fc.constantFrom(...VARIANTS),
    start: fc.oneof(
      fc.integer({ min: -300, max: 900 }),
      fc.constantFrom(NO_ITERATION, SINGLE_VALUE_ITERATION, Number.MAX_SAFE_INTEGER - 1000),
    ),
    step: fc.constantFrom(1, 2, 3, -1),
    length: fc.oneof(fc.constant(1), fc.integer({ min: 2, max: 450 })),
    seed: fc.integer({ min: 0, max: 1000 }),
    extra: fc.constantFrom(null, '{"note":1}'),
  })
  .map(({ variant, start, step, length, seed, extra }): Kept[] => {
    const isCurve = start > BELOW_CURVES;
    return Array.from({ length: isCurve ? length : 1 }, (_, index) => {
      const iter = start + index * step;
      return { variant, iter, value: seed + index, timestamp: (seed * 37 + index * 11) % 500, extra };
    });
  });

const requests = fc.array(fc.array(run, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 8 });

const inOrder = (rows: readonly Kept[]) =>
  [...rows].sort((a, b) => a.iter - b.iter || VARIANTS.indexOf(a.variant) - VARIANTS.indexOf(b.variant));

const shown = ({ variant, iter, value, timestamp, extra }: Kept) => ({
  variant,
  ...(iter === NO_ITERATION ? {} : { iter }),
  value,
  timestamp,
  ...(extra === null ? {} : { note: 1 }),
});

const brief = (event: object) => {
  const { variant, iter, value, timestamp, note } = event as Record<string, unknown>;
  return { variant, ...(iter !== undefined && { iter }), value, timestamp, ...(note !== undefined && { note }) };
};

test("whatever points come in whatever order, each question is answered from the latest of each iteration", () => {
  const isKept = (given: readonly Kept[][][], limit: number) => {
    const database = Database.open(":memory:");
    try {
      migrate(database);
      const store = new EventStore(database, () => new Date(0));
      const latest = new Map<string, Kept>();
      for (const [received, runs] of given.entries()) {
        const points = runs.flat();
        for (const point of points) {
          latest.set(`${point.variant} ${point.iter}`, point);
        }
        const common = { type: "training_stats_scalar", owner: "t", metric: "m", modelEvent: false } as const;
        store.add(
          points.map((point) => ({ ...common, worker: `w${received}`, xAxisLabel: undefined, ...point })),
          received,
        );
      }
      const all = inOrder([...latest.values()]);
      const series = store.series.find("t", "training_stats_scalar");
      const { scalars } = store;

      // The blocks do not overlap, none is too large, and none is partly on the curve.
      for (const { id } of series) {
        const blocks = database
          .prepare("SELECT first, last, count FROM scalar_blocks WHERE series = ? ORDER BY first")
          .all<{ first: number; last: number; count: number }>(id);
        for (const [index, { first, last, count }] of blocks.entries()) {
          expect(first).toBeGreaterThan(blocks[index - 1]?.last ?? Number.NEGATIVE_INFINITY);
          expect(first > BELOW_CURVES).toBe(last > BELOW_CURVES);
          expect(count).toBeGreaterThan(0);
          expect(count).toBeLessThanOrEqual(200);
        }
      }

      expect(scalars.events.count(series)).toBe(all.length);
      for (const special of [NO_ITERATION, SINGLE_VALUE_ITERATION]) {
        const there = all.filter(({ iter }) => iter === special);
        expect(scalars.events.count(series, special)).toBe(there.length);
        expect(scalars.events.at(series, special).map(brief)).toEqual(there.map(shown));
      }
      const withIteration = all.filter(({ iter }) => iter !== NO_ITERATION);
      expect(scalars.events.lastIteration(series)).toBe(withIteration.at(-1)?.iter);
      for (const descending of [false, true]) {
        const seen: object[] = [];
        for (let after: number | undefined; ; ) {
          const page = scalars.events.page(series, { limit, descending, after });
          if (page.length === 0) {
            break;
          }
          expect(page.length).toBeLessThan(limit + series.length);
          seen.push(...page);
          after = page.at(-1)?.iter;
        }
        const expected = descending
          ? [...withIteration].sort(
              (a, b) => b.iter - a.iter || VARIANTS.indexOf(a.variant) - VARIANTS.indexOf(b.variant),
            )
          : withIteration;
        expect(seen.map(brief)).toEqual(expected.map(shown));
      }

      const onCurves = all.filter(({ iter }) => iter > BELOW_CURVES);
      expect(scalars.countOnCurves(series)).toBe(onCurves.length);
      const byTime: unknown[] = [];
      for (let after: number | undefined; ; ) {
        const page = scalars.pointsByTime(series, { limit, after });
        if (page.length === 0) {
          break;
        }
        byTime.push(...page.map(({ timestamp, iter, value }) => ({ timestamp, iter, value })));
        after = page.at(-1)?.timestamp;
      }
      expect(byTime).toEqual(
        [...onCurves]
          .sort((a, b) => a.timestamp - b.timestamp || a.iter - b.iter)
          .map(({ timestamp, iter, value }) => ({ timestamp, iter, value })),
      );

      for (const one of series) {
        const curve = onCurves.filter(({ variant }) => variant === one.variant);
        const points = all.filter(({ variant }) => variant === one.variant);
        expect(scalars.hasCurve(one)).toBe(curve.length > 0);
        expect(scalars.newestPositive(one)).toBe(points.findLast(({ value }) => value > 0)?.value);
        const [alongIterations] = scalars.extents([one], "iter");
        const [alongTime] = scalars.extents([one], "timestamp");
        expect(alongIterations?.count ?? 0).toBe(curve.length);
        expect(alongTime?.count ?? 0).toBe(curve.length);
        if (curve.length === 0) {
          continue;
        }
        const times = curve.map(({ timestamp }) => timestamp);
        expect(alongIterations).toMatchObject({ min: curve[0]?.iter, max: curve.at(-1)?.iter });
        expect(alongTime).toMatchObject({ min: Math.min(...times), max: Math.max(...times) });
        const values = curve.map(({ value }) => value);
        expect(scalars.sample(one, "iter", 1)).toEqual({
          x: curve.map(({ iter }) => iter),
          ...{ y: values, least: values, greatest: values },
        });

        // Means by sums of blocks are those of the points, of all of them and of a part.
        const iterations = curve.map(({ iter }) => iter);
        for (const [axis, positions] of [["iter", iterations] as const, ["timestamp", times] as const]) {
          const [min = 0, max = 0] = [0.2, 0.9].map(
            (part) => [...positions].sort((a, b) => a - b)[Math.floor(part * positions.length)],
          );
          for (const range of [undefined, { min, max }]) {
            const isShown = (index: number) =>
              !range || ((positions[index] ?? 0) >= min && (positions[index] ?? 0) <= max);
            const x = positions.filter((_, index) => isShown(index));
            const y = values.filter((_, index) => isShown(index));
            expect(scalars.extents([one], axis, range)).toMatchObject([
              { count: x.length, min: Math.min(...x), max: Math.max(...x) },
            ]);
            const width = range ? 150 : 450;
            expect(scalars.sample(one, axis, width, range)).toEqual(bucketMeans([{ x, y }], width));
          }
        }
      }

      expect(store.deleteFor(["t"])).toBe(all.length);
      for (const table of ["scalar_blocks", "scalar_sums", "scalar_extras", "event_series", "event_receipts"]) {
        expect(database.prepare(`SELECT count(*) AS n FROM ${table}`).get()).toEqual({ n: 0 });
      }
    } finally {
      database.close();
    }
  };
  fc.assert(fc.property(requests, fc.integer({ min: 1, max: 300 }), isKept), { ...seeded, numRuns: 60 });
}, 600_000);

import fc from "fast-check";
import { expect, test } from "vitest";
import { seeded } from "../../../fixtures/property-runs.fixture.ts";
import { basic, call, startTestServer } from "../../../fixtures/server.fixture.ts";
import { bucketStart, sampleInterval } from "../points/sampling.ts";

interface Curve {
  readonly x: readonly number[];
  readonly y: readonly number[];
}

const points = fc.uniqueArray(
  fc.record({
    iter: fc.oneof(fc.integer({ min: -50, max: 200 }), fc.integer({ min: -1e9, max: 1e9 })),
    value: fc.integer({ min: -400, max: 400 }),
  }),
  {
    selector: ({ iter }) => iter,
    minLength: 1,
    maxLength: 120,
  },
);

test("a sampled curve has a mean for each bucket that has points, and every point when they are few", async () => {
  await using server = await startTestServer();
  const headers = { ...basic(server.credentials), "content-type": "application/json-lines" };

  const isSampled = async (given: readonly { iter: number; value: number }[], samples: number) => {
    const { id: task } = (await call<{ id: string }>(server, "tasks.create", { name: "curve", type: "training" })).data;
    const lines = given.map((point) =>
      JSON.stringify({ type: "training_stats_scalar", task, metric: "m", variant: "v", ...point }),
    );
    await call(server, "events.add_batch", lines.join("\n"), headers);
    const answer = await call<{ m: { v: Curve } }>(server, "events.scalar_metrics_iter_histogram", { task, samples });
    const { x, y } = answer.data.m.v;

    const sorted = [...given].sort((a, b) => a.iter - b.iter);
    const extent = { count: given.length, min: sorted[0]?.iter ?? 0, max: sorted.at(-1)?.iter ?? 0 };
    const { interval } = sampleInterval(extent, samples);
    const start = (iter: number) => (interval === 1 ? iter : bucketStart(iter, interval));
    if (given.length < samples) {
      expect(x).toEqual(sorted.map(({ iter }) => iter));
    }
    // Buckets begin at multiples of their width, so that the ends of a curve may lie in one more than there are samples.
    expect(x.length).toBeLessThanOrEqual(Math.max(samples, given.length < samples ? given.length : 0) + 1);
    expect(x).toEqual([...new Set(sorted.map(({ iter }) => start(iter)))]);
    expect([x[0], x.at(-1)]).toEqual([start(extent.min), start(extent.max)]);
    for (const [index, position] of x.entries()) {
      const values = sorted.filter(({ iter }) => start(iter) === position).map(({ value }) => value);
      expect(y[index]).toBeCloseTo(values.reduce((sum, value) => sum + value, 0) / values.length, 9);
      expect(y[index]).toBeGreaterThanOrEqual(Math.min(...values));
      expect(y[index]).toBeLessThanOrEqual(Math.max(...values));
    }
  };
  await fc.assert(fc.asyncProperty(points, fc.integer({ min: 1, max: 150 }), isSampled), { ...seeded, numRuns: 100 });
}, 600_000);

test("an interval is as narrow as the number of samples allows", () => {
  const extents = fc.record({
    count: fc.integer({ min: 1, max: 1e6 }),
    min: fc.integer({ min: -1e9, max: 1e9 }),
    length: fc.integer({ min: 0, max: 1e9 }),
  });
  fc.assert(
    fc.property(extents, fc.integer({ min: 1, max: 6000 }), ({ count, min, length }, samples) => {
      const { interval, size } = sampleInterval({ count, min, max: min + length }, samples);
      expect(size).toBeLessThanOrEqual(samples);
      if (count < samples) {
        expect(interval).toBe(1);
      } else if (interval > 1) {
        expect((length + 1) / (interval - 1)).toBeGreaterThan(samples);
      }
      expect(bucketStart(min, interval)).toBeLessThanOrEqual(min);
      expect(min - bucketStart(min, interval)).toBeLessThan(interval);
    }),
    { ...seeded, numRuns: 2000 },
  );
});

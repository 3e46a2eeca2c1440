import { expect, test } from "vitest";
import { smoothed, smoothedPart } from "./smoothing.ts";

test("a weight of nothing changes nothing", () => {
  expect(smoothed([1, 5, 2], 0)).toEqual([1, 5, 2]);
});

test("a curve begins where its first value is, and a constant stays one", () => {
  expect(smoothed([4, 4, 4], 0.9)).toEqual([4, 4, 4].map((value) => expect.closeTo(value, 12)));
  expect(smoothed([1, 3], 0.5)).toEqual([1, expect.closeTo(7 / 3, 12)]);
});

test("a part that is read more closely is smoothed as in the whole curve", () => {
  const values = Array.from({ length: 100_000 }, (_, index) => Math.sin(index / 9_000) + ((index * 7919) % 13) / 13);
  const bucket = 200;
  const x = Array.from({ length: 500 }, (_, index) => index * bucket);
  const y = x.map((start) => values.slice(start, start + bucket).reduce((sum, value) => sum + value, 0) / bucket);
  const line = smoothed(y, 0.9);

  const [min, max] = [40_000, 41_999];
  const part = {
    x: Array.from({ length: max - min + 1 }, (_, index) => min + index),
    y: values.slice(min, max + 1),
  };
  const close = smoothedPart(part, { x, y }, 0.9);
  for (const start of [40_200, 40_800, 41_600]) {
    // The mean of a bucket is known at its end.
    expect(close[start + bucket - 1 - min]).toBeCloseTo(line[start / bucket] ?? 0, 1);
  }
});

test("the whole as its own part, single points and nothing at all are smoothed too", () => {
  const curve = { x: [0, 10, 20], y: [1, 3, 2] };
  expect(smoothedPart(curve, curve, 0.5)).toEqual(smoothed(curve.y, 0.5).map((value) => expect.closeTo(value, 12)));
  expect(smoothedPart({ x: [5], y: [7] }, { x: [5], y: [7] }, 0.9)).toEqual([expect.closeTo(7, 12)]);
  expect(smoothedPart({ x: [], y: [] }, { x: [], y: [] }, 0.9)).toEqual([]);
});

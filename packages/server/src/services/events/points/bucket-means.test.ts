import { expect, test } from "vitest";
import { bucketMeans } from "./bucket-means.ts";

test("a bucket gathers its points from anywhere, and the buckets come in order", () => {
  const stretches = [
    { x: [25, 3, 21], y: [1, 2, 3] },
    { x: [29, -1, 9], y: [8, 5, 4] },
  ];
  expect(bucketMeans(stretches, 10)).toEqual({
    x: [-10, 0, 20],
    y: [5, 3, 4],
    least: [5, 2, 1],
    greatest: [5, 4, 8],
  });
  expect(bucketMeans([], 10)).toEqual({ x: [], y: [], least: [], greatest: [] });
});

test("a mean loses nothing of small numbers beside large ones, from one stretch to the next", () => {
  const stretches = [
    { x: [0, 1], y: [1e16, 1] },
    { x: [2, 3], y: [1, -1e16] },
  ];
  expect(bucketMeans(stretches, 10)).toMatchObject({ x: [0], y: [0.5] });
  expect(bucketMeans([{ x: Array(10).fill(1), y: Array(10).fill(0.1) }], 1)).toMatchObject({ x: [1], y: [0.1] });
});

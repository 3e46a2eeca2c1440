import { expect, test } from "vitest";
import { alongMetric, iterationsWithin } from "./along-metric.ts";

test("a curve is put along the values of another at the same iterations, in their order", () => {
  const loss = { x: [0, 1, 2, 3], y: [4, 3, 2, 1], least: [3, 2, 1, 0], greatest: [5, 4, 3, 2] };
  expect(alongMetric(loss, { x: [0, 1, 2, 3], y: [10, 30, 20, 40] })).toEqual({
    ...{ x: [10, 20, 30, 40], y: [4, 2, 3, 1] },
    ...{ least: [3, 1, 2, 0], greatest: [5, 3, 4, 2] },
  });
});

test("between its points a metric is on a straight line, and outside of them nothing is drawn", () => {
  const loss = { x: [0, 5, 10, 15, 20], y: [5, 4, 3, 2, 1], unsmoothed: [5, 4, 3, 2, 1] };
  expect(alongMetric(loss, { x: [5, 15], y: [100, 300] })).toEqual({
    ...{ x: [100, 200, 300], y: [4, 3, 2], unsmoothed: [4, 3, 2] },
  });
  expect(alongMetric(loss, { x: [], y: [] }).x).toEqual([]);
});

test("points at one place become one, whose edges show how far apart they are", () => {
  expect(alongMetric({ x: [0, 1, 2], y: [1, 5, 9] }, { x: [0, 1, 2], y: [7, 7, 8] })).toEqual({
    ...{ x: [7, 8], y: [3, 9], least: [1, 9], greatest: [5, 9] },
  });
});

test("a part of a metric's values is where its curve runs through them", () => {
  const epochs = { x: [0, 100, 200, 300], y: [0, 1, 2, 3] };
  expect(iterationsWithin(epochs, { min: 1.2, max: 1.4 })).toEqual({ min: 100, max: 200 });
  expect(iterationsWithin(epochs, { min: 0.5, max: 1.5 })).toEqual({ min: 0, max: 200 });
  expect(iterationsWithin({ x: [0, 1, 2, 3], y: [0, 9, 9, 0] }, { min: 0, max: 1 })).toEqual({ min: 0, max: 3 });
  expect(iterationsWithin(epochs, { min: 7, max: 9 })).toBe(undefined);
});

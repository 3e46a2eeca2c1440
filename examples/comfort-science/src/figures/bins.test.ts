import { expect, test } from "vitest";
import { binOf, centres, niceBins } from "./bins.ts";

test("bins have a readable width, and one of them stands around zero", () => {
  const bins = niceBins([-2.7, 0.3, 3.1], 30);
  expect(bins.width).toBe(0.25);
  expect(centres(bins)).toContain(0);
  expect(centres(bins).length).toBeLessThanOrEqual(30);
});

test("every value has its bin", () => {
  const values = [-2.7, -0.11, 0, 0.1, 3.1];
  const bins = niceBins(values, 12);
  for (const value of values) {
    expect(Math.abs((centres(bins)[binOf(bins, value)] ?? 99) - value)).toBeLessThanOrEqual(bins.width / 2 + 1e-9);
  }
});

test("values that do not vary are one bin", () => {
  expect(centres(niceBins([4, 4], 10))).toEqual([4]);
  expect(centres(niceBins([], 10))).toEqual([0]);
});

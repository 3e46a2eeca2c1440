import { expect, test } from "vitest";
import { smoothed } from "./smoothing.ts";

test("a weight of nothing changes nothing", () => {
  expect(smoothed([1, 5, 2], 0)).toEqual([1, 5, 2]);
});

test("a curve begins where its first value is, and a constant stays one", () => {
  expect(smoothed([4, 4, 4], 0.9)).toEqual([4, 4, 4].map((value) => expect.closeTo(value, 12)));
  expect(smoothed([1, 3], 0.5)).toEqual([1, expect.closeTo(7 / 3, 12)]);
});

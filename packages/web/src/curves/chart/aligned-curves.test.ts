import { expect, test } from "vitest";
import { alignedCurves, placeOf } from "./aligned-curves.ts";

const linear = { isLog: false, isLogX: false };

test("curves share one axis, with gaps where one has no point", () => {
  const curves = [
    { x: [0, 2], y: [1, 2], unsmoothed: [1, 3], least: [0, 1], greatest: [2, 3] },
    { x: [1, 2], y: [5, 6] },
  ];
  expect(alignedCurves(curves, linear)).toEqual([
    [0, 1, 2],
    [1, null, 2],
    [1, null, 3],
    [0, null, 1],
    [2, null, 3],
    [null, 5, 6],
  ]);
});

test("a logarithmic axis has only what is above zero", () => {
  const curves = [{ x: [0, 1, 2], y: [1, 0, -1] }];
  expect(alignedCurves(curves, { isLog: true, isLogX: false })).toEqual([
    [0, 1, 2],
    [1, null, null],
  ]);
  expect(alignedCurves(curves, { isLog: false, isLogX: true })).toEqual([
    [1, 2],
    [0, -1],
  ]);
});

test("the point at a place is the last one before it", () => {
  expect([-1, 0, 4, 5, 99].map((at) => placeOf([0, 5, 9], at))).toEqual([-1, 0, 0, 1, 2]);
  expect(placeOf([], 1)).toBe(-1);
});

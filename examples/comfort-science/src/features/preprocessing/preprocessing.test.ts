import { expect, test } from "vitest";
import { createTable } from "../../data/table/table.ts";
import { applyPreprocessing, type FittedPreprocessing, fitPreprocessing } from "./preprocessing.ts";

const hole = Number.NaN;
const table = createTable([
  ["ta", Float64Array.of(20, 22, 24, hole, 90)],
  ["season", ["winter", "summer", "summer", "", "monsoon"]],
]);
const training = [0, 1, 2, 3];

test("what was fitted survives storage as JSON and prepares new data the same way", () => {
  const fitted = fitPreprocessing(table, { encoding: "one-hot", scaling: "standard" }, training);
  const stored = JSON.parse(JSON.stringify(fitted)) as FittedPreprocessing;
  expect(applyPreprocessing(stored, table)).toEqual(applyPreprocessing(fitted, table));
});

test("holes are kept for forests and filled for learners that need numbers", () => {
  const fitted = fitPreprocessing(table, { encoding: "label", scaling: "min-max" }, training);
  const kept = applyPreprocessing(fitted, table);
  expect(kept.columns.get("ta")).toEqual(Float64Array.of(0, 0.5, 1, hole, 17.5));
  expect(kept.columns.get("season")).toEqual(Float64Array.of(1, 0, 0, hole, hole));
  const filled = applyPreprocessing(fitted, table, "fill");
  expect(filled.columns.get("ta")).toEqual(Float64Array.of(0, 0.5, 1, 0.5, 17.5));
  expect(filled.columns.get("season")).toEqual(Float64Array.of(1, 0, 0, 0, 0));
});

test("a column that new data lacks is missing in every row, and columns it has beyond are ignored", () => {
  const fitted = fitPreprocessing(table, { encoding: "one-hot", scaling: "none" }, training);
  const applied = applyPreprocessing(
    fitted,
    createTable([
      ["rh", Float64Array.of(50)],
      ["season", ["winter"]],
    ]),
  );
  expect(Object.fromEntries(applied.columns)).toEqual({
    ta: Float64Array.of(hole),
    "season=summer": Float64Array.of(0),
    "season=winter": Float64Array.of(1),
  });
});

test("columns can be scaled by the values of another", () => {
  const values = createTable([
    ["ta", Float64Array.of(0, 1, 2, 3, 4, 20, 22, 24, 26, 28)],
    ["season", [...new Array<string>(5).fill("winter"), ...new Array<string>(5).fill("summer")]],
  ]);
  const spec = { encoding: "label", scaling: "min-max", scaleBy: "season" } as const;
  const applied = applyPreprocessing(fitPreprocessing(values, spec, [...Array(10).keys()]), values);
  expect(applied.columns.get("ta")).toEqual(Float64Array.of(0, 0.25, 0.5, 0.75, 1, 0, 0.25, 0.5, 0.75, 1));
});

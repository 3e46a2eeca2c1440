import { expect, test } from "vitest";
import { applyDesign, designNames, fitDesign } from "./design-matrix.ts";

const train = {
  target: new Float64Array(4),
  columns: {
    ta: Float64Array.of(20, Number.NaN, 24, 22),
    empty: new Float64Array(4).fill(Number.NaN),
    season: ["winter", "summer", "", "summer"],
  },
};

test("numbers are standardised, with the training median where there is none", () => {
  const [ta] = applyDesign(fitDesign(train), train);
  const deviation = Math.sqrt(2);
  expect(Array.from(ta ?? [])).toEqual([-2 / deviation, 0, 2 / deviation, 0]);
});

test("what is applied to new rows was learned of the training rows alone", () => {
  const rows = { target: new Float64Array(1), columns: { ta: Float64Array.of(Number.NaN), season: ["spring"] } };
  expect(applyDesign(fitDesign(train), rows).map((column) => column[0])).toEqual([0, 0, 0]);
});

test("each category is a column, and a feature without a value is none", () => {
  const design = fitDesign(train);
  expect(designNames(design)).toEqual(["ta", "season=summer", "season=winter"]);
  expect(applyDesign(design, train).map((column) => Array.from(column))[1]).toEqual([0, 1, 0, 1]);
});

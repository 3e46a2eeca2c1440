import { expect, test } from "vitest";
import { bmiClass, bodyMassIndex } from "./body.ts";

test("body mass index is kilograms per square metre", () => {
  expect(bodyMassIndex(70, 1.75)).toBeCloseTo(22.86, 2);
});

test.each([
  [18.49, "underweight"],
  [18.5, "normal"],
  [24.99, "normal"],
  [25, "overweight"],
  [30, "obese"],
  [Number.NaN, undefined],
])("a body mass index of %d is %s", (bmi, expected) => {
  expect(bmiClass(bmi)).toBe(expected);
});

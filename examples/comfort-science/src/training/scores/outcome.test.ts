import { expect, test } from "vitest";
import { roundToClasses } from "./outcome.ts";

test("classes are whole votes, halves away from neutral, and minus nothing is nothing", () => {
  const votes = Float64Array.of(-2.5, -1.4, -0.4, 0.4, 0.5, 3);
  expect(roundToClasses(votes)).toEqual(["-3", "-1", "0", "0", "1", "3"]);
});

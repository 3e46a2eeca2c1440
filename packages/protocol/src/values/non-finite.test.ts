import { expect, test } from "vitest";
import { readNonFinite, scalarOnWire } from "./non-finite.ts";

test("NaN and infinities are texts on the wire and come back as they were", () => {
  const values = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  expect(values.map(scalarOnWire)).toEqual(["NaN", "Infinity", "-Infinity"]);
  expect(values.map(scalarOnWire).map(readNonFinite)).toEqual(values);
  expect(scalarOnWire(0.5)).toBe(0.5);
  expect(["0.5", "nan", "", null, 1].map(readNonFinite)).toEqual(Array(5).fill(undefined));
});

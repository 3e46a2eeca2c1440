import { expect, test } from "vitest";
import { PLAIN } from "../data/table/number-format.ts";
import { cleanColumn } from "./clean-column.ts";

const NaNs = Number.NaN;

test("codes become missing values and are counted by what they said", () => {
  const { column, counts } = cleanColumn(
    ["1.5", "x", "NAN", "-", "", "NAN"],
    { kind: "number", role: "feature" },
    PLAIN,
  );
  expect(column).toEqual(Float64Array.of(1.5, NaNs, NaNs, NaNs, NaNs, NaNs));
  expect(counts).toMatchObject({ empty: 1, codes: { x: 1, NAN: 2, "-": 1 }, unreadable: 0 });
});

test("99 is a code where it is not a possible value", () => {
  const spec = { kind: "number", role: "feature", range: [-3, 3] } as const;
  const { column, counts } = cleanColumn(Float64Array.of(1, 99, -2), spec, PLAIN);
  expect(column).toEqual(Float64Array.of(1, NaNs, -2));
  expect(counts).toMatchObject({ codes: { 99: 1 }, outOfRange: 0 });
});

test("99 is a humidity, a weight and the number of a record", () => {
  const humidity = { kind: "number", role: "feature", range: [0, 100] } as const;
  expect(cleanColumn(Float64Array.of(60, 99), humidity, PLAIN).column).toEqual(Float64Array.of(60, 99));
  const record = { kind: "auto", role: "excluded" } as const;
  expect(cleanColumn(Float64Array.of(98, 99, 100), record, PLAIN).column).toEqual(Float64Array.of(98, 99, 100));
});

test("99 is a code where the layout says so, and among the small answers of an unknown column", () => {
  const age = { kind: "number", role: "feature", range: [3, 110], coded: true } as const;
  expect(cleanColumn(Float64Array.of(30, 99), age, PLAIN).column).toEqual(Float64Array.of(30, NaNs));
  const unknown = { kind: "auto", role: "feature" } as const;
  expect(cleanColumn(Float64Array.of(1, 5, 99), unknown, PLAIN).column).toEqual(Float64Array.of(1, 5, NaNs));
});

test("impossible values become missing and are counted", () => {
  const spec = { kind: "number", role: "feature", range: [0, 100] } as const;
  const { column, counts } = cleanColumn(Float64Array.of(-1, 50, 140, NaNs), spec, PLAIN);
  expect(column).toEqual(Float64Array.of(NaNs, 50, NaNs, NaNs));
  expect(counts).toMatchObject({ outOfRange: 2, empty: 1 });
});

test("heights in centimetres become metres, heights in metres stay", () => {
  const spec = { kind: "number", role: "feature", range: [0.8, 2.3], unit: "length" } as const;
  expect(cleanColumn(Float64Array.of(174, 1.6, 99), spec, PLAIN).column).toEqual(Float64Array.of(1.74, 1.6, NaNs));
});

test("F and f are one answer", () => {
  const { column, counts } = cleanColumn(["F", "f", "M", "x"], { kind: "category", role: "feature" }, PLAIN);
  expect(column).toEqual(["f", "f", "m", ""]);
  expect(counts).toMatchObject({ folded: { "F → f": 1, "M → m": 1 }, codes: { x: 1 } });
});

test("the kind of an unknown column is that of its values", () => {
  const spec = { kind: "auto", role: "feature" } as const;
  expect(cleanColumn(["1,5", "x", "2"], spec, { decimal: "," })).toMatchObject({
    kind: "number",
    column: Float64Array.of(1.5, NaNs, 2),
  });
  expect(cleanColumn(["1", "two"], spec, PLAIN)).toMatchObject({
    kind: "category",
    column: ["1", "two"],
  });
  expect(cleanColumn(["x", ""], spec, PLAIN).kind).toBe("category");
});

test("text in a column of numbers is missing, and an example of it is kept", () => {
  const { counts } = cleanColumn(["20", "about 21", "22?"], { kind: "number", role: "feature" }, PLAIN);
  expect(counts).toMatchObject({ unreadable: 2, unreadableExample: "about 21" });
});

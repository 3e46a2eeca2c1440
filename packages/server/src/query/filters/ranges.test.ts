import { expect, test } from "vitest";
import { find } from "../find.fixture.ts";
import { parseDate } from "./ranges.ts";

const numbered = [{ last_iteration: 0 }, { last_iteration: 5 }, { last_iteration: 10 }, {}, { last_iteration: null }];

test.each([
  [[5, 10], "bc"],
  [[5, null], "bc"],
  [[null, 5], "abde"],
  [[11, 12], ""],
])("the range %j finds %s", (last_iteration, expected) => {
  expect(find(numbered, { last_iteration })).toBe(expected);
});

test.each([[[null, null]], [[1]], [[1, 2, 3]], [5], [["x", 1]]])("the range %j is refused", (last_iteration) => {
  expect(() => find(numbered, { last_iteration })).toThrow();
});

test("ranges of metrics take numbers that are written as text", () => {
  const tasks = [{ last_metrics: { h1: { h2: { value: 0.5 } } } }, { last_metrics: { h1: { h2: { value: 2 } } } }, {}];
  expect(find(tasks, { "last_metrics.h1.h2.value": ["0.1", "1"] })).toBe("a");
  expect(find(tasks, { "last_metrics.h1.h2.value": [null, 1] })).toBe("ac");
});

const dated = [
  { last_update: "2026-01-01T00:00:00+00:00", created: "2026-01-01T00:00:00+00:00" },
  { last_update: "2026-01-01T00:00:00.500000+00:00", created: "2026-01-01T00:00:00.500000+00:00" },
  { last_update: "2026-01-02T00:00:00+00:00", created: "2026-01-02T00:00:00+00:00" },
  {},
];

test.each([
  [">=2026-01-01T00:00:00.500", "bc"],
  [">2026-01-01 00:00:00.5", "c"],
  ["<2026-01-01T01:00:00.5+01:00", "a"],
  ["<=2026-01-01T00:00:00.500Z", "ab"],
  ["2026-01-02", "c"],
  [[">2026-01-01T00:00:00", "<2026-01-02T00:00:00"], "b"],
  [["2026-01-01T00:00:00.2", "2026-01-02T00:00:00"], "bc"],
  [[null, "2026-01-01T00:00:00"], "ad"],
  ["not a date", "abcd"],
])("the date condition %j finds %s", (last_update, expected) => {
  expect(find(dated, { last_update })).toBe(expected);
});

test("fields with plain date ranges take pairs of dates", () => {
  expect(find(dated, { created: ["2026-01-01T00:00:00.1", null] })).toBe("bc");
});

test("dates are read to the millisecond, as UTC where no zone is given", () => {
  expect(parseDate("2026-01-31T10:20:30.123456+02:00")).toBe("2026-01-31T08:20:30.123000+00:00");
  expect(parseDate("2026-01-31 10:20:30")).toBe("2026-01-31T10:20:30+00:00");
  expect(parseDate("2026-01-31")).toBe("2026-01-31T00:00:00+00:00");
  expect(parseDate("yesterday")).toBeUndefined();
});

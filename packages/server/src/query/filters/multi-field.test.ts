import { expect, test } from "vitest";
import { find } from "../find.fixture.ts";

const tasks = [
  { name: "Alpha", comment: "first", tags: ["Red"], last_update: "2026-01-01T00:00:00+00:00" },
  { name: "beta", comment: "alpha again", tags: [], last_update: "2026-01-02T00:00:00+00:00" },
  { name: "gamma", comment: "alphagamma", tags: ["blue", "red"], models: { input: [{ name: "alpha net" }] } },
];

test.each([
  [{ _any_: { fields: ["name", "comment"], pattern: "ALPHA" } }, "abc"],
  [{ _any_: { fields: ["name"], pattern: "^alpha$|^gamma$" } }, "ac"],
  [{ _or_: { fields: ["tags"], pattern: "^red$" } }, "ac"],
  [{ _any_: { fields: ["models.input.name"], pattern: "alpha" } }, "c"],
  [{ _all_: { fields: ["name", "comment"], pattern: "gam+a" } }, "c"],
  [{ _and_: { fields: ["name", "comment"], pattern: "a" } }, "bc"],
  [{ _any_: { fields: [], pattern: "alpha" } }, "abc"],
  [{ _any_: { fields: ["last_update"], datetime: [">2026-01-01T00:00:00"] } }, "b"],
  [{ _any_: { fields: ["name"], datetime: [">2026-01-01T00:00:00"] } }, "abc"],
])("%j finds %s", (request, expected) => {
  expect(find(tasks, request)).toBe(expected);
});

test("letters beyond ASCII fold as well", () => {
  expect(find([{ name: "ÄRGER" }, { name: "Arger" }], { _any_: { fields: ["name"], pattern: "ärger" } })).toBe("a");
});

test.each([
  [{ pattern: "x" }],
  [{ fields: "name", pattern: "x" }],
  [{ fields: ["name"] }],
  [{ fields: ["name"], pattern: "x", datetime: [] }],
  [{ fields: ["name"], pattern: 5 }],
  ["x"],
  [null],
])("_any_ %j is refused", (_any_) => {
  expect(() => find(tasks, { _any_ })).toThrow();
});

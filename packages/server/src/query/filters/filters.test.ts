import { expect, test } from "vitest";
import { find } from "../find.fixture.ts";

const tagged = [
  { tags: ["x"] }, // a
  { tags: ["y"] }, // b
  { tags: ["x", "y"] }, // c
  { tags: ["z"] }, // d
  { tags: [] }, // e
];

test.each([
  [{ any: { include: ["x", "z"] } }, "acd"],
  [{ any: { exclude: ["x", "y"] } }, "abde"],
  [{ any: { include: ["z"], exclude: ["x", "y"] } }, "abde"],
  [{ all: { include: ["x", "y"] } }, "c"],
  [{ all: { exclude: ["x", "z"] } }, "be"],
  [{ all: { include: ["x"], exclude: ["y"] } }, "a"],
  [{ any: { include: ["x"] }, all: { exclude: ["y"] } }, "a"],
  [{ any: { include: ["x"] }, all: { exclude: ["y"] }, op: "or" }, "acde"],
  [{ any: { include: ["z", null] } }, "de"],
  [{ all: { exclude: [null] } }, "abcd"],
  [{}, "abcde"],
  [{ any: { include: [] } }, "abcde"],
])("the filter %j finds %s", (tags, expected) => {
  expect(find(tagged, { filters: { tags } })).toBe(expected);
});

test("a filter makes the parameter of the same name void", () => {
  expect(find(tagged, { tags: ["z"], filters: { tags: { any: { include: ["y"] } } } })).toBe("bc");
});

test("filters of fields that are not lists are ignored", () => {
  expect(find(tagged, { filters: { comment: { any: { include: ["y"] } } } })).toBe("abcde");
});

test.each([["x"], [["x"]], [{ op: "xor" }], [{ some: {} }], [{ any: { include: 7 } }], [{ any: { only: ["x"] } }]])(
  "the filter %j is refused",
  (tags) => {
    expect(() => find(tagged, { filters: { tags } })).toThrow(/invalid filter/);
  },
);

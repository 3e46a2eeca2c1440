import { expect, test } from "vitest";
import { ApiFailure } from "../../errors.ts";
import { find } from "../find.fixture.ts";
import { rejectReservedTags } from "./list-operators.ts";

const tagged = [
  { tags: ["x"] }, // a
  { tags: ["y"] }, // b
  { tags: ["x", "y"] }, // c
  { tags: ["z"] }, // d
  { tags: [] }, // e
  {}, // f
  { tags: null }, // g
];

test.each([
  [["x"], "ac"],
  [["x", "y"], "abc"],
  [["-x"], "bdefg"],
  [["x", "y", "-z"], "abc"],
  [["x", "-y"], "a"],
  [["__$not", "x"], "bdefg"],
  [["__$not", "x", "__$not", "y"], "defg"],
  [["__$not", "x", "y"], "b"],
  [["__$all", "x", "y"], "c"],
  [["__$and", "x", "y"], "c"],
  [["__$all", "x", "__$not", "y"], "a"],
  [["__$any", "x", "z"], "acd"],
  [["__$or", "x", "__$not", "y"], "acdefg"],
  [["__$all", "x", "__$nop", "y", "z"], "c"],
  [["__$all", "-x"], ""],
  [["__$all", "x", "__$nop", "-y"], "a"],
  [[null], "efg"],
  [["z", null], "defg"],
  [["__$all", "x", "y", null], "cefg"],
  [[], "abcdefg"],
  ["x", "ac"],
])("tags %j finds %s", (tags, expected) => {
  expect(find(tagged, { tags })).toBe(expected);
});

test("a null parameter asks for nothing", () => {
  expect(find(tagged, { tags: null })).toBe("abcdefg");
});

test("fields that hold one value are read like lists of one", () => {
  const tasks = [{ status: "created" }, { status: "queued" }, {}];
  expect(find(tasks, { status: ["created", "queued"] })).toBe("ab");
  expect(find(tasks, { status: ["-created"] })).toBe("bc");
  expect(find(tasks, { status: ["__$not", "created", "__$not", "queued"] })).toBe("c");
});

test("values inside lists of objects are found", () => {
  const tasks = [
    { models: { input: [{ name: "one", model: "m1" }] } },
    {
      models: {
        input: [
          { name: "two", model: "m2" },
          { name: "one", model: "m1" },
        ],
      },
    },
    { models: { input: [] } },
  ];
  expect(find(tasks, { "models.input.model": ["m1"] })).toBe("ab");
  expect(find(tasks, { "models.input.model": ["-m2"] })).toBe("ac");
  expect(find(tasks, { "models.input.model": [null] })).toBe("c");
});

test("parameters are addressed by section and name, escaped or not", () => {
  const tasks = [
    { hyperparams: { Args: { "a.b": { value: "1" }, lr: { value: "1" } } } },
    { hyperparams: { Args: { "a.b": { value: "2" } } } },
  ];
  expect(find(tasks, { "hyperparams.Args.a%2Eb.value": ["1"] })).toBe("a");
  expect(find(tasks, { "hyperparams.Args.lr.value": ["1"] })).toBe("a");
  expect(find(tasks, { "hyperparams.Args.lr.value": [null] })).toBe("b");
});

test("keys with quotes are found although SQL cannot look for them", () => {
  const tasks = [{ hyperparams: { Args: { 'say "hi"': { value: "1" } } } }, {}];
  expect(find(tasks, { 'hyperparams.Args.say "hi".value': ["1"] })).toBe("a");
});

test("thousands of values are one condition", () => {
  const many = Array.from({ length: 40_000 }, (_, index) => `v${index}`);
  expect(find([{ project: "v39999" }, { project: "other" }], { project: many })).toBe("a");
});

test.each([[[1]], [["__$what"]], [["__$not"]], [["__$not", "__$all"]], [["-"]]])("tags %j are refused", (tags) => {
  expect(() => find(tagged, { tags })).toThrow(ApiFailure);
});

test("tags that read as operators cannot be stored", () => {
  expect(() => rejectReservedTags(["fine"], ["__$not"])).toThrow("unsupported tag prefix");
});

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { InvalidValueError } from "../errors.ts";
import { flattenParameters, parameterItems, readHyperparams, withItems } from "./hyperparams.ts";
import {
  castParameter,
  type ParameterTree,
  type ParameterValue,
  parameterText,
  parameterType,
} from "./parameter-text.ts";
import { checkRuntime } from "./plain-parameters.ts";

const vectors = JSON.parse(readFileSync(new URL("../../fixtures/python-vectors.json", import.meta.url), "utf8")) as {
  parameters: { value: ParameterValue; text: string; type: string | null }[];
  casts: { text: string; type: string | null; value: ParameterValue }[];
  flatten: { value: ParameterTree; flat: Record<string, ParameterValue> }[];
};

test.each(vectors.parameters)("stores $value as Python does", ({ value, text, type }) => {
  expect({ text: parameterText(value), type: parameterType(value) }).toEqual({ text, type: type ?? undefined });
});

test.each(vectors.casts)("reads $text of type $type as Python does", ({ text, type, value }) => {
  expect(castParameter(text, type)).toEqual(value);
});

test.each(vectors.flatten)("flattens $value as Python does", ({ value, flat }) => {
  expect(Object.fromEntries(flattenParameters(value))).toEqual(flat);
});

test("a whole number stored as float keeps its point", () => {
  expect(parameterText(1, "float")).toBe("1.0");
  expect(parameterText(Number.POSITIVE_INFINITY, "float")).toBe("inf");
  expect(castParameter("-inf", "float")).toBe(Number.NEGATIVE_INFINITY);
  expect(castParameter("nan", "float")).toBeNaN();
});

test("an empty nested object stays where it is", () => {
  expect([...flattenParameters({ nested: { empty: {} } })]).toEqual([["nested/empty", {}]]);
});

test("a stored description outlives a new value, and a stored float stays one", () => {
  const stored = {
    Args: { rate: { section: "Args", name: "rate", value: "0.5", type: "float", description: "learning rate" } },
  };
  const values = new Map<string, ParameterValue>([
    ["Args/rate", 1],
    ["depth", 3],
    ["Args/none", null],
  ]);
  expect(parameterItems(stored, values, { descriptions: { depth: "levels", "Args/rate": "other" } })).toEqual([
    { section: "Args", name: "rate", value: "1.0", type: "float", description: "learning rate" },
    { section: "General", name: "depth", value: "3", type: "int", description: "levels" },
    { section: "Args", name: "none", value: "", description: "" },
  ]);
});

const successions: [before: ParameterValue | string, after: ParameterValue, type: string | undefined][] = [
  [1, 0.5, "float"],
  [0.5, 1, "float"],
  [5, null, undefined],
  [[1], "none: a", "str"],
  [[1, 2], [0.5], "list/float"],
  ["5", 5, "int"],
  ["text", true, "bool"],
  [true, "true", "str"],
  [1, "1", "str"],
  [0.5, "nan", "str"],
  [0.5, 2n ** 64n, "int"],
  [{}, "{}", "str"],
  [null, 3, "int"],
];

test.each(successions)("after %o, %o is read as what it is", (before, after, type) => {
  const [first] = parameterItems({}, new Map([["a", before]]));
  const stored = withItems({}, first ? [first] : []);
  const [item] = parameterItems(stored, new Map([["a", after]]));
  expect(item?.type).toBe(type);
  expect(readHyperparams(withItems(stored, item ? [item] : []))).toEqual({ "General/a": after });
});

test("a list of a tuple stays one, and a text keeps a type that is not Python's own", () => {
  const item = { section: "Args", name: "a", value: "[1, 2]", type: "tuple/int", description: "" };
  const [tuple] = parameterItems({ Args: { a: item } }, new Map([["Args/a", [0.5]]]));
  expect(tuple).toMatchObject({ value: "[0.5]", type: "tuple/float" });
  const [colour] = parameterItems(
    { Args: { a: { ...item, value: "RED", type: "Colour" } } },
    new Map([["Args/a", "BLUE"]]),
  );
  expect(colour).toMatchObject({ value: "BLUE", type: "Colour" });
});

test("an explicit type wins over everything", () => {
  const [item] = parameterItems({}, new Map([["a", 2]]), { types: { a: "float" } });
  expect(item).toMatchObject({ value: "2.0", type: "float" });
});

test("flat parameters of old tasks keep their flat name", () => {
  const stored = { Args: { old: { section: "Args", name: "old", value: "1", type: "legacy", description: "" } } };
  expect(readHyperparams(stored)).toEqual({ old: "1" });
  expect(parameterItems(stored, new Map([["old", "2"]]))).toMatchObject([
    { section: "Args", name: "old", value: "2", type: "legacy" },
  ]);
});

class Model {
  readonly layers = 3;
  readonly rate = 0.5;
}

const roundTrips: [name: string, tree: unknown, read: Record<string, ParameterValue>][] = [
  [
    "bigints and whole numbers beyond 2^53",
    { a: 2 ** 53, b: -(2n ** 64n), c: 5n },
    { a: 2n ** 53n, b: -(2n ** 64n), c: 5 },
  ],
  [
    "numbers that are none",
    { a: Number.NaN, b: -Infinity, c: [Number.NaN, Infinity] },
    { a: Number.NaN, b: -Infinity, c: [Number.NaN, Infinity] },
  ],
  [
    "very large and very small numbers",
    { a: 1e21, b: 1e300, c: 5e-324, d: -0 },
    { a: 1e21, b: 1e300, c: 5e-324, d: -0 },
  ],
  ["lists of long integers", { a: [2n ** 63n, 2 ** 60, 1] }, { a: [2n ** 63n, 2n ** 60n, 1] }],
  ["a Map", new Map([["model", new Map([["rate", 0.5]])]]), { "model/rate": 0.5 }],
  [
    "a Set and typed arrays",
    { a: new Set(["x"]), b: Float32Array.of(0.5, 1), c: Uint8Array.of(1) },
    { a: ["x"], b: [0.5, 1], c: [1] },
  ],
  [
    "dates",
    { at: new Date(0), list: [new Date(0)] },
    { at: "1970-01-01T00:00:00.000Z", list: ["1970-01-01T00:00:00.000Z"] },
  ],
  ["the properties of an instance", new Model(), { layers: 3, rate: 0.5 }],
  [
    "names that objects have already",
    { constructor: 1, toString: 2, hasOwnProperty: [3] },
    { constructor: 1, toString: 2, hasOwnProperty: [3] },
  ],
  ["undefined, which is left out", { a: undefined, b: { c: undefined }, d: null }, { b: {}, d: null }],
  [
    "texts like other things",
    { a: "nan", b: "[1, 2]", c: "", d: " 5 ", e: "True" },
    { a: "nan", b: "[1, 2]", c: "", d: " 5 ", e: "True" },
  ],
];

test.each(roundTrips)("%s: what is set is read", (_name, tree, read) => {
  const stored = withItems({}, parameterItems({}, flattenParameters(tree, "Section/")));
  const found = Object.entries(readHyperparams(stored)).map(([name, value]) => [name.replace("Section/", ""), value]);
  expect(Object.fromEntries(found)).toEqual(read);
});

const circle: Record<string, unknown> = {};
circle["self"] = { circle };

test.each([
  [{ model: { size: () => 1 } }, "$.model.size"],
  [{ model: { size: Symbol("x") } }, "$.model.size"],
  [{ list: [1, undefined] }, "$.list[1]"],
  [{ pattern: /x/ }, "$.pattern"],
  [{ model: new Model() }, "$.model"],
  [{ keys: new Map([[1, 2]]) }, "$.keys"],
  [circle, "$.self.circle"],
  [{ text: "\ud800" }, "$.text"],
  [{ "a/b": 1, a: { b: 2 } }, "$.a.b"],
  [[1, 2], "$"],
  [Float32Array.of(1), "$"],
  [new Set([1]), "$"],
  ["text", "$"],
])("parameters without a stored form are refused with their place: %o", (tree, path) => {
  try {
    flattenParameters(tree);
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidValueError);
    expect(error).toMatchObject({ path });
  }
});

test("lists that Python wrote are read with their numbers", () => {
  expect(castParameter("[NaN, Infinity, -Infinity]", "list/float")).toEqual([Number.NaN, Infinity, -Infinity]);
  expect(castParameter("[nan, inf, 'nan', nano]", "list")).toEqual([Number.NaN, Infinity, "nan", "nano"]);
  expect(castParameter("[12345678901234567890, 1]", "list/int")).toEqual([12345678901234567890n, 1]);
  expect(castParameter(" 12345678901234567890 ", "int")).toBe(12345678901234567890n);
});

test("runtime properties are texts, booleans and finite numbers", () => {
  checkRuntime({ progress: "5", done: true, left: 0.5 });
  for (const value of [Number.NaN, Infinity, 1n, null, undefined, {}, "\ud800"]) {
    expect(() => checkRuntime({ "odd name": value })).toThrow(InvalidValueError);
  }
});

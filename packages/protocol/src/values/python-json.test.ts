import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { UnwritableValueError } from "../errors.ts";
import { pythonJson } from "./python-json.ts";
import { PythonFloat, pythonRepr } from "./python-scalar.ts";

/** The hash by which the Python SDK recognizes a step it has run before. */
function jobHash(value: unknown): string {
  return createHash("md5")
    .update(`1337${pythonJson(value, { sortKeys: true })}`)
    .digest("hex");
}

test("hashes of the text agree with those of the Python SDK", () => {
  expect(jobHash({})).toBe("05325f0660d7c500269dbb068b1a03bc");
  expect(jobHash({ b: 1, a: [new PythonFloat(1), "é", null, true] })).toBe("46487f03f747a5c6b709105b13a41833");
});

test("a blank follows commas and colons", () => {
  expect(pythonJson({ a: [1, 2], b: { c: false } })).toBe('{"a": [1, 2], "b": {"c": false}}');
});

test("everything outside printable ASCII is escaped, astral characters as two surrogates", () => {
  expect(pythonJson('\x7f\x1f é€😀\u2028"\\/\b\f\n\r\t')).toBe(
    '"\\u007f\\u001f \\u00e9\\u20ac\\ud83d\\ude00\\u2028\\"\\\\/\\b\\f\\n\\r\\t"',
  );
});

test("keys are sorted by code point", () => {
  expect(pythonJson({ "😀": 1, ﬁ: 2, a: 3, ab: 4, Z: 5, "": 6 }, { sortKeys: true })).toBe(
    '{"": 6, "Z": 5, "a": 3, "ab": 4, "\\ufb01": 2, "\\ud83d\\ude00": 1}',
  );
});

test("an indent puts each item on a line of its own and leaves empty ones together", () => {
  const value = { a: [1, { b: [] }, {}], c: { d: null } };
  expect(pythonJson(value, { indent: 2 })).toBe(
    '{\n  "a": [\n    1,\n    {\n      "b": []\n    },\n    {}\n  ],\n  "c": {\n    "d": null\n  }\n}',
  );
  expect(pythonJson({ a: 1, b: [1, 2] }, { indent: 0 })).toBe('{\n"a": 1,\n"b": [\n1,\n2\n]\n}');
});

test.each([
  [1e-5, "1e-05"],
  [1e-7, "1e-07"],
  [1e-4, "0.0001"],
  [0.00012345, "0.00012345"],
  [0.1 + 0.2, "0.30000000000000004"],
  [123.456, "123.456"],
  [-0.5, "-0.5"],
  [5e-324, "5e-324"],
])("the number %d is written %s", (value, text) => {
  expect(pythonJson(value)).toBe(text);
  expect(pythonRepr(value)).toBe(text);
});

test.each([
  [1, "1.0"],
  [-0, "-0.0"],
  [100, "100.0"],
  [1e15, "1000000000000000.0"],
  [1e16, "1e+16"],
  [1.5e16, "1.5e+16"],
  [123456789012345680, "1.2345678901234568e+17"],
  [1e100, "1e+100"],
  [1.7976931348623157e308, "1.7976931348623157e+308"],
])("the float %d is written %s", (value, text) => {
  expect(pythonJson(new PythonFloat(value))).toBe(text);
  expect(pythonRepr(new PythonFloat(value))).toBe(text);
});

test("whole numbers below 1e21 are ints with all their digits, bigints always, and -0 keeps its sign", () => {
  expect(pythonJson([0, -3, 2 ** 53, 1e20, 12345678901234567890n, 10n ** 30n, 1e21, -0])).toBe(
    "[0, -3, 9007199254740992, 100000000000000000000, 12345678901234567890, 1000000000000000000000000000000, 1e+21, -0.0]",
  );
});

test("what is not a number has one name in JSON and another in repr", () => {
  expect(pythonJson([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])).toBe(
    "[NaN, Infinity, -Infinity]",
  );
  expect([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY].map(pythonRepr)).toEqual([
    "nan",
    "inf",
    "-inf",
  ]);
});

test("scalars have Python's names", () => {
  expect([null, true, false, 3, 10n].map(pythonRepr)).toEqual(["None", "True", "False", "3", "10"]);
});

test("undefined is left out of objects, and toJSON is heeded", () => {
  expect(pythonJson({ a: undefined, b: [null], at: new Date(0) })).toBe(
    '{"b": [null], "at": "1970-01-01T00:00:00.000Z"}',
  );
});

test("a float marker is a plain number to JSON.stringify", () => {
  expect(JSON.stringify({ rate: new PythonFloat(1) })).toBe('{"rate":1}');
});

test("what has no form in JSON is refused with the place where it is", () => {
  const loop: Record<string, unknown> = {};
  loop.inner = [loop];
  expect(() => pythonJson(loop)).toThrow(UnwritableValueError);
  expect(() => pythonJson({ options: [0, () => 1] })).toThrow("Cannot write a function at $.options[1] as JSON.");
});

test("an object may appear twice as long as it does not contain itself", () => {
  const shared = { a: 1 };
  expect(pythonJson([shared, shared])).toBe('[{"a": 1}, {"a": 1}]');
});

import { expect, test } from "vitest";
import { parsePythonJson } from "./python-json.ts";

test.each([
  ['{"a": 1}', { a: 1 }],
  ['{"a": NaN, "b": [Infinity, -Infinity, -1]}', { a: null, b: [null, null, -1] }],
  ['{"NaN": "is NaN, \\"NaN\\" and Infinity\\\\", "x":NaN}', { NaN: 'is NaN, "NaN" and Infinity\\', x: null }],
  ["NaN", null],
])("%s is read", (text, value) => {
  expect(parsePythonJson(text)).toEqual(value);
});

test("where it is asked for, tokens are read as their names", () => {
  const text = '{"a": NaN, "b": [Infinity, -Infinity], "c": "NaN,"}';
  const read = { a: "NaN", b: ["Infinity", "-Infinity"], c: "NaN," };
  expect(parsePythonJson(text, { nonFiniteAsText: true })).toEqual(read);
});

test.each(["{", '{"a": NaN', "NaNa", '"NaN', '{"a": "\\', "{a: NaN}", "[NaN NaN]"])("%s is not", (text) => {
  expect(() => parsePythonJson(text)).toThrow(SyntaxError);
});

test("a long text is read once, whatever is in it", () => {
  const text = `[NaN, "${'\\"'.repeat(1_000_000)}`;
  expect(() => parsePythonJson(text)).toThrow(SyntaxError);
  expect(parsePythonJson(`${text}"]`)).toEqual([null, '"'.repeat(1_000_000)]);
});

import { expect, test } from "vitest";
import { UnwritableValueError } from "../errors.ts";
import { pythonJson } from "./python-json.ts";
import { type ReadValue, readPythonJson } from "./read-python-json.ts";
import { storedForm } from "./stored-form.ts";

class Point {
  constructor(
    readonly x: number,
    readonly y: number,
  ) {}
}

class Length {
  constructor(readonly meters: number) {}
  toJSON(): string {
    return `${this.meters} m`;
  }
}

const stored: [name: string, value: unknown, read: ReadValue][] = [
  [
    "a Map with texts as keys",
    new Map([
      ["b", 1],
      ["a", new Map([["c", [2]]])],
    ] as [string, unknown][]),
    { b: 1, a: { c: [2] } },
  ],
  ["a Set", new Set(["b", "a", 1]), ["b", "a", 1]],
  [
    "typed arrays",
    { f: Float32Array.of(0.5, Number.NaN), i: BigInt64Array.of(2n ** 60n), b: Buffer.from([1, 255]) },
    { f: [0.5, Number.NaN], i: [2n ** 60n], b: [1, 255] },
  ],
  ["NaN and infinities", [Number.NaN, { a: -Infinity }, Infinity], [Number.NaN, { a: -Infinity }, Infinity]],
  [
    "numbers at the edge of the whole ones",
    [2 ** 53 - 1, -(2 ** 53), 1e21, -0, 5e-324],
    [2 ** 53 - 1, -(2n ** 53n), 1e21, -0, 5e-324],
  ],
  ["bigints", [10n, 2n ** 64n, -(2n ** 200n)], [10, 2n ** 64n, -(2n ** 200n)]],
  ["dates, and objects that say their JSON form", [new Date(0), new Length(2)], ["1970-01-01T00:00:00.000Z", "2 m"]],
  ["undefined properties", { a: undefined, b: null }, { b: null }],
  ["objects without a prototype", Object.assign(Object.create(null), { a: 1 }), { a: 1 }],
  [
    "texts like numbers, and like the reader's own marks",
    ["NaN", "12345678901234567890", "\0NaN", "\0\0", { "\0a": 2n ** 60n, "a:": "Infinity" }],
    ["NaN", "12345678901234567890", "\0NaN", "\0\0", { "\0a": 2n ** 60n, "a:": "Infinity" }],
  ],
  [
    "a name that objects have already",
    JSON.parse('{"__proto__": {"a": 1}, "constructor": 2}'),
    JSON.parse('{"__proto__": {"a": 1}, "constructor": 2}'),
  ],
  ["half a surrogate pair", ["\ud800", { "\udc00": 1 }], ["\ud800", { "\udc00": 1 }]],
];

test.each(stored)("%s: what is written is read", (_name, value, read) => {
  expect(readPythonJson(pythonJson(value))).toEqual(read);
  expect(readPythonJson(pythonJson(storedForm(value)))).toEqual(read);
  expect(readPythonJson(pythonJson(value, { indent: 2, sortKeys: true }))).toEqual(read);
});

const circle: Record<string, unknown> = { name: "a" };
circle["self"] = [circle];

const refused: [value: unknown, path: string, kind: string][] = [
  [undefined, "$", "undefined"],
  [{ model: { weights: [1, 2, 3, /x/] } }, "$.model.weights[3]", "an instance of RegExp"],
  [{ "odd key": new Error("no") }, '$["odd key"]', "an instance of Error"],
  [{ a: () => 1 }, "$.a", "a function"],
  [[Symbol("s")], "$[0]", "a symbol"],
  [[1, undefined], "$[1]", "undefined"],
  [{ a: Object.assign([1], { 2: 3 }) }, "$.a", "a list without an item 1"],
  [circle, "$.self[0]", "an object that contains itself"],
  [{ at: new Point(1, 2) }, "$.at", "an instance of Point"],
  [new Map([[1, "a"]]), "$", "a Map with a key that is not a text (number)"],
  [{ [Symbol("s")]: 1 }, "$", "an object with the symbol Symbol(s) as a key"],
  [[new Date(Number.NaN)], "$[0]", "an invalid Date"],
  [[new DataView(new ArrayBuffer(1))], "$[0]", "an instance of DataView"],
  [[new ArrayBuffer(1)], "$[0]", "an instance of ArrayBuffer"],
  [new WeakMap(), "$", "an instance of WeakMap"],
  [Promise.resolve(1), "$", "an instance of Promise"],
  [new Number(1), "$", "an instance of Number"],
  [nested(501), `$${"[0]".repeat(500)}`, "more than 500 levels of nesting"],
];

test.each(refused.map(([value, path, kind]) => ({ value, path, kind })))(
  "$kind is refused with its place",
  ({ value, path, kind }) => {
    for (const write of [pythonJson, storedForm]) {
      try {
        write(value);
        expect.unreachable();
      } catch (error) {
        expect(error).toBeInstanceOf(UnwritableValueError);
        expect(error).toMatchObject({ path, kind });
      }
    }
  },
);

test("the caller's own objects take the form that the caller gives", () => {
  const value = { at: new Point(1, 2), rest: [3] };
  const seen: string[] = [];
  const form = storedForm(value, {
    replace: (part, path) => {
      if (part instanceof Point) {
        seen.push(path());
        return [part.x, part.y];
      }
      return undefined;
    },
  });
  expect(form).toEqual({ at: [1, 2], rest: [3] });
  expect(seen).toEqual(["$.at"]);
});

test("text that is not JSON is refused", () => {
  for (const text of ["[NaNx]", "[01234567890123456789]", "{1234567890123456789: 1}", "[-NaN]", ""]) {
    expect(() => readPythonJson(text)).toThrow(SyntaxError);
  }
});

test("long texts are read beside special numbers", () => {
  const text = 'x"\\'.repeat(100_000);
  expect(readPythonJson(pythonJson([text, Number.NaN]))).toEqual([text, Number.NaN]);
});

function nested(levels: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level += 1) {
    value = [value];
  }
  return value;
}

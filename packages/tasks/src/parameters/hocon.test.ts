import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { InvalidValueError } from "../errors.ts";
import { toHocon } from "./hocon.ts";
import type { ParameterValue } from "./parameter-text.ts";

const { hocon } = JSON.parse(readFileSync(new URL("../../fixtures/python-vectors.json", import.meta.url), "utf8")) as {
  hocon: { value: ParameterValue; text: string }[];
};

test.each(hocon)("writes $value as Python does", ({ value, text }) => {
  expect(toHocon(value)).toBe(text);
});

test("keys that Python cannot read bare are quoted", () => {
  expect(toHocon({ "a//b": 1, include: 3, "include x": 4, α: 5, "a b": 6, ção: 7, ª: 8, "😀": 9 })).toBe(
    '"a//b" = 1\n"include" = 3\n"include x" = 4\n"α" = 5\na b = 6\nção = 7\n"ª" = 8\n"😀" = 9',
  );
});

test("texts use the escapes that Python reads", () => {
  expect(toHocon({ list: ["two\nlines", "x"], quotes: 'a\n"""b', tabs: "a\n\tb", bell: '\u0007\\"é' })).toBe(
    'list = ["two\\nlines", "x"]\nquotes = "a\\n\\"\\"\\"b"\ntabs = "a\\n\\tb"\nbell = "\u0007\\\\\\"é"',
  );
});

test.each([
  [{ a: { "": 2 } }, "$.a"],
  [{ 'say "hi"': 4 }, "$"],
  [[{ "C:\\x": 4 }], "$[0]"],
  [{ "a\nb": 4 }, "$"],
  [{ a: [1, Number.NaN] }, "$.a[1]"],
  [{ a: -Infinity }, "$.a"],
  [{ a: "\udc00" }, "$.a"],
  [{ a: () => 1 }, "$.a"],
  [{ a: ["x", ""] }, "$.a[1]"],
  [{ a: [[1, null]] }, "$.a[0][1]"],
  [[null], "$[0]"],
  [3, "$"],
])("what Python cannot read back is refused with its place: %o", (config, path) => {
  try {
    toHocon(config);
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidValueError);
    expect(error).toMatchObject({ path });
  }
});

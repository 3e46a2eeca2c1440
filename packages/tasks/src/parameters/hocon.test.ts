import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { toHocon } from "./hocon.ts";
import type { ParameterValue } from "./parameter-text.ts";

const { hocon } = JSON.parse(readFileSync(new URL("../../fixtures/python-vectors.json", import.meta.url), "utf8")) as {
  hocon: { value: ParameterValue; text: string }[];
};

test.each(hocon)("writes $value as Python does", ({ value, text }) => {
  expect(toHocon(value)).toBe(text);
});

test("what Python cannot read back is quoted", () => {
  expect(toHocon({ "a//b": 1, "": 2, include: 3, 'say "hi"': 4 })).toBe(
    '"a//b" = 1\n"" = 2\n"include" = 3\n"say \\"hi\\"" = 4',
  );
  expect(toHocon({ list: ["two\nlines", "x"], quotes: 'a\n"""b', tabs: "a\n\tb" })).toBe(
    'list = ["two\\nlines", "x"]\nquotes = "a\\n\\"\\"\\"b"\ntabs = "a\\n\\tb"',
  );
});

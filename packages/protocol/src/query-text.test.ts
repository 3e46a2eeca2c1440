import { expect, test } from "vitest";
import { escapePattern, exactPattern, tagCondition } from "./query-text.ts";

test("a pattern matches its own text and nothing else", () => {
  for (const text of ["a.b", "(1+1)*[2]", "back\\slash", "{x}|$^?", "é ü/ñ #1"]) {
    expect(new RegExp(exactPattern(text)).test(text)).toBe(true);
    expect(new RegExp(exactPattern(text)).test(`${text}!`)).toBe(false);
  }
  expect(escapePattern("a.b")).toBe("a\\.b");
});

test("tags are wanted all together, and those behind a minus not at all", () => {
  expect(tagCondition(["a", "-b", "c"])).toEqual(["__$all", "a", "c", "__$not", "b"]);
});

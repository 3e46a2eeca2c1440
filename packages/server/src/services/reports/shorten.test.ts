import { expect, test } from "vitest";
import { shorten } from "./shorten.ts";

test.each([
  ["  short \n text ", 100, "short text"],
  ["exactly ten", 11, "exactly ten"],
  ["one two three", 11, "one [...]"],
  ["unbreakable", 8, "[...]"],
])("%j in %i characters is %j", (text, width, short) => {
  expect(shorten(text, width)).toBe(short);
});

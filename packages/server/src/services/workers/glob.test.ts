import fc from "fast-check";
import { expect, test } from "vitest";
import { matchesGlob } from "./glob.ts";

/** The same by a regular expression, for short texts. */
function byExpression(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`, "s").test(text);
}

test("stars and question marks stand for what they do in file names", () => {
  const letters = (alphabet: string) =>
    fc.array(fc.constantFrom(...alphabet), { maxLength: 8 }).map((found) => found.join(""));
  fc.assert(
    fc.property(letters("ab.*?"), letters("ab.*"), (pattern, text) => {
      expect(matchesGlob(pattern, text)).toBe(byExpression(pattern, text));
    }),
    { seed: 1, numRuns: 2000 },
  );
});

test("a pattern of many stars is answered as fast as any other", () => {
  expect(matchesGlob(`${"*a".repeat(5000)}*b`, "a".repeat(5000))).toBe(false);
});

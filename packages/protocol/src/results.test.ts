import { expect, test } from "vitest";
import { results } from "./results.ts";

test("no two results share code and subcode", () => {
  const codes = Object.values(results).map(({ code, subcode }) => `${code}/${subcode}`);
  expect(new Set(codes).size).toBe(codes.length);
});

test("every result has a text of one line", () => {
  for (const { text } of Object.values(results)) {
    expect(text).toMatch(/^[A-Z].*[^.\s]$/);
  }
});

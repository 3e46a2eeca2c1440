import { expect, test } from "vitest";
import { hasMoreMarks } from "./json-size.ts";

test("values, keys and brackets count, whatever is in strings does not", () => {
  // A bracket, a key, three values after the first, a list.
  expect(hasMoreMarks('{"a":[1,2,3,4]}', 6)).toBe(false);
  expect(hasMoreMarks('{"a":[1,2,3,4]}', 5)).toBe(true);
  expect(hasMoreMarks(`{"a":"${",".repeat(100)}"}`, 5)).toBe(false);
  expect(hasMoreMarks(`{"a":"\\"${",".repeat(100)}\\\\","b":[${"[],".repeat(10)}[]]}`, 20)).toBe(true);
});

test("a text that does not end its string has no more of them", () => {
  expect(hasMoreMarks(`{"a":"${",[{".repeat(100)}`, 10)).toBe(false);
});

import { expect, test } from "vitest";
import { parseRange } from "./byte-range.ts";

test.each([
  ["bytes=0-3", { start: 0, end: 3 }],
  ["bytes=4-", { start: 4, end: 9 }],
  ["bytes=-3", { start: 7, end: 9 }],
  ["bytes=-30", { start: 0, end: 9 }],
  ["bytes=8-30", { start: 8, end: 9 }],
])("%s of ten bytes", (header, expected) => {
  expect(parseRange(header, 10)).toEqual(expected);
});

test.each(["bytes=10-", "bytes=10-12", "bytes=-0"])("%s of ten bytes cannot be satisfied", (header) => {
  expect(parseRange(header, 10)).toBe("unsatisfiable");
});

test.each([null, "", "bytes=-", "bytes=3-1", "bytes=0-1,4-5", "lines=0-1", "bytes=a-b"])(
  "%s asks for the whole file",
  (header) => {
    expect(parseRange(header, 10)).toBeUndefined();
  },
);

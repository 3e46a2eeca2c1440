import { expect, test } from "vitest";
import { splitBatch } from "./batch.ts";

test("bodies hold as many lines as fit, counted in bytes", () => {
  // Six bytes each of the first two, three of the last.
  const items = ['"aaaa"', '"éé"', '"b"'];
  expect(splitBatch(items, 13)).toEqual(['"aaaa"\n"éé"', '"b"']);
  expect(splitBatch(items, 17)).toEqual(['"aaaa"\n"éé"\n"b"']);
  expect(splitBatch(items, 6)).toEqual(['"aaaa"', '"éé"', '"b"']);
});

test("nothing makes no request", () => {
  expect(splitBatch([], 10)).toEqual([]);
});

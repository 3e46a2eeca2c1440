import { expect, test } from "vitest";
import { splitBatch } from "./batch.ts";

test("bodies hold as many lines as fit, counted in bytes", () => {
  const items = ["aaaa", "éé", "b"];
  // In quotes, "aaaa" and "éé" have six bytes each, "b" three.
  expect(splitBatch(items, 13)).toEqual(['"aaaa"\n"éé"', '"b"']);
  expect(splitBatch(items, 17)).toEqual(['"aaaa"\n"éé"\n"b"']);
  expect(splitBatch(items, 6)).toEqual(['"aaaa"', '"éé"', '"b"']);
});

test("nothing makes no request", () => {
  expect(splitBatch([], 10)).toEqual([]);
});

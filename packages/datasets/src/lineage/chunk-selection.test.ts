import { expect, test } from "vitest";
import { chunkOrder, selectChunks } from "./chunk-selection.ts";

/** The parts as lists of `version/position`. */
function parts(order: string[], counts: Record<string, number>, numParts: number): string[][] {
  return Array.from({ length: numParts }, (_, part) =>
    [...selectChunks(order, counts, { part, numParts })].flatMap(([id, indexes]) =>
      Array.from(indexes, (index) => `${id}/${index}`),
    ),
  );
}

// The answers of `_build_chunk_selection` of the Python SDK.
test.each([
  [{ a: 2, b: 1 }, 3, [["a/0"], ["a/1"], ["b/0"]]],
  [
    { a: 2, b: 3 },
    2,
    [
      ["a/0", "a/1", "b/0"],
      ["b/1", "b/2"],
    ],
  ],
  [{ a: 1, b: 1 }, 3, [["a/0"], ["b/0"], []]],
  [{ a: 5 }, 1, [["a/0", "a/1", "a/2", "a/3", "a/4"]]],
])("zips %j are dealt out to %i parts", (counts, numParts, expected) => {
  expect(parts(Object.keys(counts), counts as Record<string, number>, numParts)).toEqual(expected);
});

test("versions are in the order in which Python counts their zips", () => {
  expect(chunkOrder({ c: ["a", "b"], a: [], b: [] }, "c")).toEqual(["a", "b", "c"]);
  expect(chunkOrder({ d: ["c"], c: ["a"], a: [], b: [] }, "d")).toEqual(["b", "a", "c", "d"]);
  expect(chunkOrder({ d: ["c", "gone"], c: ["a", "b"], a: ["b"], b: [] }, "d")).toEqual(["a", "b", "c", "d"]);
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { firstSorted } from "./first-sorted.ts";

test("the first of many are those that sorting all of them would put first", () => {
  const items = fc.array(fc.record({ key: fc.integer({ min: 0, max: 5 }), name: fc.string() }));
  const byKey = (left: { key: number }, right: { key: number }) => left.key - right.key;
  fc.assert(
    fc.property(items, fc.nat({ max: 12 }), (all, count) => {
      expect(firstSorted(all, byKey, count)).toEqual([...all].sort(byKey).slice(0, count));
    }),
    { seed: 1 },
  );
});

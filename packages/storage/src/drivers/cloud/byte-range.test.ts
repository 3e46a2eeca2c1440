import fc from "fast-check";
import { expect, test } from "vitest";
import { cutIntoRanges } from "./byte-range.ts";

const MIB = 1024 ** 2;

test("the pieces of an object are all of it, in order, and only the last is shorter", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: 1, max: 500 }), (size, partSize) => {
      const ranges = cutIntoRanges(size, { partSize });
      expect(ranges[0]?.start).toBe(0);
      expect(ranges.at(-1)?.end).toBe(size);
      for (const [index, range] of ranges.entries()) {
        expect(range.index).toBe(index);
        expect(range.start).toBe(ranges[index - 1]?.end ?? 0);
        expect(range.end - range.start).toBeLessThanOrEqual(partSize);
      }
      expect(ranges.slice(0, -1).every(({ start, end }) => end - start === partSize)).toBe(true);
    }),
    { seed: 7 },
  );
});

test("an object that would have too many pieces has larger ones, of whole MiB", () => {
  const ranges = cutIntoRanges(100_001 * MIB, { partSize: 8 * MIB, maxParts: 10_000 });
  expect(ranges.length).toBeLessThanOrEqual(10_000);
  expect(ranges[0]?.end).toBe(11 * MIB);
  expect(cutIntoRanges(0, { partSize: 8 * MIB })).toEqual([]);
});

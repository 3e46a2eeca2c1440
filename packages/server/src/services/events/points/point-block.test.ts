import fc from "fast-check";
import { expect, test } from "vitest";
import { seeded } from "../../../fixtures/property-runs.fixture.ts";
import { PointBlock, type ReceivedPoint } from "./point-block.ts";

const safe = { min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER };
const point = fc.record({
  event: fc.record({
    iter: fc.oneof(fc.integer({ min: -5, max: 20 }), fc.integer(safe)),
    value: fc.double({ noNaN: true, noDefaultInfinity: true }),
    timestamp: fc.integer({ min: -8.64e15, max: 8.64e15 }),
  }),
  receipt: fc.integer({ min: 1, max: 2 ** 32 - 1 }),
});
const points = fc.array(point, { minLength: 1, maxLength: 40 });

/** The points after all changes, in the order of their iterations. */
function latest(given: readonly ReceivedPoint[]) {
  const rows = given.map(({ event, receipt }) => [event.iter, event.value, event.timestamp, receipt] as const);
  return [...new Map(rows.map((row) => [row[0], row])).values()].sort((a, b) => a[0] - b[0]);
}

function rowsOf({ iterations, values, timestamps, receipts }: PointBlock) {
  return Array.from(iterations, (iter, index) => [iter, values[index], timestamps[index], receipts[index]]);
}

const at = (iter: number, value = 0) => ({ event: { iter, value, timestamp: 0 }, receipt: 1 });

test("a block holds the latest point of each iteration in order, and is read as it was written", () => {
  fc.assert(
    fc.property(points, (given) => {
      const block = PointBlock.of(given);
      expect(rowsOf(block)).toEqual(latest(given));
      expect(rowsOf(PointBlock.read(block.curve, block.origins))).toEqual(latest(given));
      // Bytes as the driver hands them out: anywhere in memory.
      const moved = (bytes: Uint8Array) => Buffer.concat([Buffer.alloc(3), bytes]).subarray(3);
      expect(rowsOf(PointBlock.read(moved(block.curve), moved(block.origins)))).toEqual(latest(given));
    }),
    seeded,
  );
});

test("of two blocks with an iteration in common, the newer one says what is there", () => {
  fc.assert(
    fc.property(points, points, (older, newer) => {
      const merged = PointBlock.of(older).merge(PointBlock.of(newer));
      expect(rowsOf(merged)).toEqual(latest([...older, ...newer]));
    }),
    seeded,
  );
});

test("a block is parted anywhere without losing a point", () => {
  fc.assert(
    fc.property(points, fc.integer(safe), (given, iteration) => {
      const block = PointBlock.of(given);
      const [before, from] = [block.before(iteration), block.from(iteration)];
      expect([...rowsOf(before), ...rowsOf(from)]).toEqual(latest(given));
      expect(before.iterations.every((iter) => iter < iteration)).toBe(true);
      expect(from.iterations.every((iter) => iter >= iteration)).toBe(true);
    }),
    seeded,
  );
});

test("blocks are filled where points are added behind, and equal where they come in between", () => {
  const block = PointBlock.of(Array.from({ length: 9 }, (_, index) => at(index)));
  expect(block.split(4, "fill").map(({ count }) => count)).toEqual([4, 4, 1]);
  expect(block.split(4, "equally").map(({ count }) => count)).toEqual([3, 3, 3]);
  expect(block.split(4, "equally").flatMap(rowsOf)).toEqual(rowsOf(block));
});

test("iterations that follow one step take no room", () => {
  const regular = PointBlock.of([at(-7), at(3), at(13)]);
  expect(regular.curve).toHaveLength(8 * 5);
  expect([...PointBlock.read(regular.curve, regular.origins).iterations]).toEqual([-7, 3, 13]);
  expect(PointBlock.of([at(-7), at(3), at(14)]).curve).toHaveLength(8 * 8);
});

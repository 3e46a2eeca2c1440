import { expect, test } from "vitest";
import { groupCurves, sampleInterval } from "./sampling.ts";

test("a curve with fewer points than samples keeps every point, a longer one gets no more buckets than samples", () => {
  expect(sampleInterval({ count: 99, min: 0, max: 1_000_000 }, 100)).toEqual({ interval: 1, size: 99 });
  expect(sampleInterval({ count: 100, min: 0, max: 99 }, 100)).toEqual({ interval: 1, size: 100 });
  expect(sampleInterval({ count: 101, min: 0, max: 100 }, 100)).toEqual({ interval: 2, size: 51 });
  expect(sampleInterval({ count: 500, min: -10, max: -10 }, 100)).toEqual({ interval: 1, size: 1 });
});

const ofInterval = (interval: number, samples = 10) => ({ count: 1e6, min: 0, max: interval * samples - 1 });

test("a group takes curves up to a tenth coarser than its first, and uses the coarsest", () => {
  const curves = [ofInterval(111), ofInterval(100), ofInterval(110), ofInterval(105)];
  expect(groupCurves(curves, 10)).toEqual([
    { interval: 110, curves: [curves[1], curves[3], curves[2]] },
    { interval: 111, curves: [curves[0]] },
  ]);
});

test("a group holds at most fifty curves and six thousand points", () => {
  const many = Array.from({ length: 51 }, () => ofInterval(20));
  expect(groupCurves(many, 10).map(({ curves }) => curves.length)).toEqual([50, 1]);
  const long = Array.from({ length: 4 }, () => ofInterval(20, 2000));
  expect(groupCurves(long, 2000).map(({ curves }) => curves.length)).toEqual([3, 1]);
});

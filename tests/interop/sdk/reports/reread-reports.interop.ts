import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BothLanguages, bothLanguages } from "../../fixtures/both-languages.ts";
import { pythonToTypeScript } from "../../fixtures/directions.ts";

interface Read {
  test: { x: number[]; y: number[] };
  points: number;
  sampled: { points: number; first: number; last: number };
  times: number[];
  dates: string[];
  all: object;
  lastOfAll: [x: number, y: number];
  last: object;
  iteration: number;
  single: (number | null)[];
  plots: number[];
  samples: string[];
  lastSample: number[];
  console: string[];
}

/** The reports as Python reads them back. */
describe("reports", () => {
  let both: BothLanguages;
  let read: Read;

  beforeAll(async () => {
    both = await bothLanguages();
    read = await both.python.run("reports/reread_reports.py");
  });

  afterAll(() => both[Symbol.asyncDispose]());

  describe(pythonToTypeScript, () => {
    test("read again: curve", () => {
      expect(read.test).toMatchObject({ x: [10, 20], y: [0.75, 0.5] });
    });

    test("read again: long curve, sampled", () => {
      expect(read.points).toBe(1250);
      expect(read.sampled).toEqual({ points: 100, first: 0, last: 2475 });
    });

    test("read again: curve over time", () => {
      expect(read.times.length).toBeGreaterThan(0);
      expect(read.dates).toEqual(read.times.map((time) => new Date(time).toISOString()));
    });

    test("read again: every point of every curve", () => {
      expect(read.all).toEqual({ loss: { train: 2500, test: 2 }, Summary: { R2: 1 } });
      expect(read.lastOfAll).toEqual([2499, 1 / 2500]);
    });

    test("read again: last, lowest and highest values", () => {
      expect(read.last).toEqual({
        loss: { train: { last: 1 / 2500, min: 1 / 2500, max: 1 }, test: { last: 0.5, min: 0.5, max: 0.75 } },
        Summary: { R2: { last: 0.42, min: 0.42, max: 0.42 } },
      });
      expect(read.iteration).toBe(2499);
    });

    test("read again: one single value", () => {
      expect(read.single).toEqual([0.42, null]);
    });

    test("read again: plots of the last iterations", () => {
      expect(read.plots).toEqual([1, 2, 3]);
    });

    test("read again: debug samples, newest first", () => {
      expect(read.samples).toEqual(["of 2", "of 1", "of 0"]);
      expect(read.lastSample).toEqual([2]);
    });

    test("read again: console", () => {
      expect(read.console.join("\n").trim()).toBe("first line\nsecond line");
    });
  });
});

import { expect, test } from "vitest";
import { createRandom } from "../../data/simulation/random.ts";
import { evenSample } from "./even-sample.ts";

const groups = [100, 10, 50].flatMap((size, group) => new Array<string>(size).fill(`g${group}`));
const countsOf = (rows: readonly number[]) =>
  ["g0", "g1", "g2"].map((name) => rows.filter((row) => groups[row] === name).length);

test("small groups stay whole and large ones give alike", () => {
  expect(countsOf(evenSample(groups, 70, createRandom(1)))).toEqual([30, 10, 30]);
});

test("a table that is small enough stays whole", () => {
  expect(evenSample(groups, 160, createRandom(1))).toEqual([...groups.keys()]);
});

test("the same seed draws the same rows, each once", () => {
  const rows = evenSample(groups, 40, createRandom(7));
  expect(new Set(rows).size).toBe(40);
  expect(rows).toEqual(evenSample(groups, 40, createRandom(7)));
  expect(rows).not.toEqual(evenSample(groups, 40, createRandom(8)));
});

import { expect, test } from "vitest";
import { rowGroups, splitByGroup } from "./split.ts";

const share = (split: string[]) => split.filter((side) => side === "test").length / split.length;
const buildings = Array.from({ length: 5000 }, (_, i) => `building ${Math.floor(Math.sqrt(i))}`);

test("all rows of a group stand on one side, near the share that was asked for", () => {
  const split = splitByGroup({ groups: buildings, seed: 1, testShare: 0.2 });
  const held = new Set(buildings.filter((_, row) => split[row] === "test"));
  expect(buildings.filter((_, row) => split[row] === "train").some((building) => held.has(building))).toBe(false);
  expect(share(split)).toBeCloseTo(0.2, 2);
});

test("the same seed holds out the same groups, another seed others", () => {
  const split = (seed: number) => splitByGroup({ groups: buildings, seed, testShare: 0.2 });
  expect(split(1)).toEqual(split(1));
  expect(split(1)).not.toEqual(split(2));
});

test("of three months one is held out", () => {
  const groups = ["a", "a", "a", "b", "b", "b", "b", "c", "c", "c"];
  for (let seed = 0; seed < 20; seed++) {
    expect([0.3, 0.4]).toContain(share(splitByGroup({ groups, seed, testShare: 0.2 })));
  }
});

test("of two groups the smaller is held out, and never all", () => {
  expect(splitByGroup({ groups: ["a", "a", "a", "b", "b"], seed: 3, testShare: 0.1 })).toEqual(
    ["train", "train", "train", "test", "test"], // prettier-ignore
  );
  expect(share(splitByGroup({ groups: ["a", "b", "c"], seed: 3, testShare: 1 }))).toBeLessThan(1);
});

test("without two groups every row is a group of its own", () => {
  expect(rowGroups(3, undefined)).toEqual(["row 1", "row 2", "row 3"]);
  expect(rowGroups(2, ["2016-07", "2016-07"])).toEqual(["row 1", "row 2"]);
  expect(rowGroups(3, Float64Array.of(4, Number.NaN, 5))).toEqual(["4", "row 2", "5"]);
});

import { expect, test } from "vitest";
import { groupFolds } from "./group-folds.ts";

const groups = [30, 20, 20, 15, 10, 5].flatMap((size, group) => new Array<string>(size).fill(`g${group}`));

test("no group is on both sides, and every row is validated once", () => {
  const folds = groupFolds(groups, 3);
  for (const { train, validate } of folds) {
    const seen = new Set(train.map((row) => groups[row]));
    expect(validate.some((row) => seen.has(groups[row]))).toBe(false);
    expect(train.length + validate.length).toBe(groups.length);
  }
  expect(folds.flatMap(({ validate }) => validate).sort((a, b) => a - b)).toEqual([...groups.keys()]);
});

test("folds are balanced in rows", () => {
  const sizes = groupFolds(groups, 3).map(({ validate }) => validate.length);
  expect(sizes.sort()).toEqual([30, 35, 35]);
});

test("there are no more folds than groups", () => {
  expect(groupFolds(["a", "b", "a", "b"], 5)).toEqual([
    { train: [1, 3], validate: [0, 2] },
    { train: [0, 2], validate: [1, 3] },
  ]);
});

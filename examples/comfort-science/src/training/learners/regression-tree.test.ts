import { expect, test } from "vitest";
import { growTree } from "./regression-tree.ts";

const step = Float64Array.from({ length: 60 }, (_, row) => row);
const noise = step.map((value) => (value * 37) % 11);

test("the first question is the one that parts the outputs best", () => {
  const outputs = step.map((value) => (value < 40 ? 1 : 5));
  const tree = growTree([noise, step], [outputs], { maxDepth: 4, minLeaf: 5 });
  expect(tree).toEqual({ column: 1, threshold: 40, below: { values: [1] }, above: { values: [5] } });
});

test("a column of many values is cut into even parts", () => {
  const many = Float64Array.from({ length: 6400 }, (_, row) => row);
  const tree = growTree([many], [many.map((value) => (value < 3200 ? 0 : 1))], { maxDepth: 1, minLeaf: 1 });
  expect(tree).toMatchObject({ column: 0, threshold: 3199.5, below: { values: [0] }, above: { values: [1] } });
});

test("a rare category is worth a question", () => {
  const rare = step.map((value) => (value >= 58 ? 1 : 0));
  const tree = growTree([rare], [rare.map((value) => 10 * value)], { maxDepth: 4, minLeaf: 1 });
  expect(tree).toEqual({ column: 0, threshold: 1, below: { values: [0] }, above: { values: [10] } });
});

test("no leaf is smaller, and no path longer, than allowed", () => {
  const tree = growTree([step], [step], { maxDepth: 2, minLeaf: 10 });
  const depth = (node: typeof tree): number =>
    "column" in node ? 1 + Math.max(depth(node.below), depth(node.above)) : 0;
  expect(depth(tree)).toBe(2);
  const single = growTree([step], [step], { maxDepth: 9, minLeaf: 31 });
  expect(single).toEqual({ values: [29.5] });
});

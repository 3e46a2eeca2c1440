import type { JoinedTaskRecord } from "@clearml-ts/protocol";
import { expect, test } from "vitest";
import { extentOf, isWithin, labelledPlaces, quantitiesOf } from "./quantities.ts";

const task = (id: string, parameters: Record<string, string>, value: number): JoinedTaskRecord => ({
  ...{ id, name: id, type: "training", status: "completed" },
  hyperparams: {
    Args: Object.fromEntries(
      Object.entries(parameters).map(([name, text]) => [name, { section: "Args", name, value: text }]),
    ),
  },
  last_metrics: { m: { v: { metric: "loss", variant: "test", value, min_value: value - 1 } } },
});

const tasks = [
  task("a", { lr: "0.1", kind: "tree", same: "1" }, 3),
  task("b", { lr: "0.01", kind: "forest", same: "1" }, 5),
  task("c", { lr: "", same: "1" }, 4),
];

test("numbers are drawn where they are, words in the order of the alphabet, and equal parameters not at all", () => {
  const quantities = quantitiesOf(tasks, "min_value");
  expect(quantities.map(({ title, places, words }) => [title, places, words])).toEqual([
    ["Args/kind", [1, 0, undefined], ["forest", "tree"]],
    ["Args/lr", [0.1, 0.01, undefined], undefined],
    ["loss test", [2, 4, 3], undefined],
  ]);
  expect(quantities.map(extentOf)).toEqual([
    { min: 0, max: 1 },
    { min: 0.01, max: 0.1 },
    { min: 2, max: 4 },
  ]);
});

test("a task is within marked parts when it has a value in all of them", () => {
  const quantities = quantitiesOf(tasks, "value");
  const brushes = { "metric:loss/test": { min: 3, max: 4 }, "parameter:Args/lr": { min: 0, max: 1 } };
  expect([0, 1, 2].map((index) => isWithin(index, quantities, brushes))).toEqual([true, false, false]);
  expect(isWithin(1, quantities, {})).toBe(true);
});

test("words, an only number, and three of several numbers are written at an axis", () => {
  expect(quantitiesOf(tasks, "value").map(labelledPlaces)).toEqual([
    [0, 1],
    [0.01, 0.055, 0.1],
    [3, 4, 5],
  ]);
  expect(quantitiesOf([task("a", {}, 2), task("b", {}, 2)], "value").map(labelledPlaces)).toEqual([[2]]);
});

test("one place only has a stretch around it", () => {
  const [quantity] = quantitiesOf([task("a", {}, 2), task("b", {}, 2)], "value");
  expect(quantity && extentOf(quantity)).toEqual({ min: 1.5, max: 2.5 });
});

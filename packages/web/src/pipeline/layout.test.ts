import { expect, test } from "vitest";
import { layOut } from "./layout.ts";
import type { Step } from "./steps.ts";

const step = (name: string, ...parents: string[]): Step => ({
  ...{ name, parents, task: undefined, status: "pending", isCached: false },
  ...{ started: undefined, ended: undefined },
});

test("a step is drawn behind all steps that it waits for", () => {
  const steps = [step("load"), step("fit", "load"), step("score", "fit", "load"), step("plot", "load")];
  expect(layOut(steps).map(({ step: { name }, column, row }) => [name, column, row])).toEqual([
    ["load", 0, 0],
    ["fit", 1, 0],
    ["score", 2, 0],
    ["plot", 1, 1],
  ]);
});

test("a parent that is not there, or a circle, does not keep the others from being drawn", () => {
  expect(layOut([step("a", "b"), step("b", "a"), step("c", "gone")])).toHaveLength(3);
});

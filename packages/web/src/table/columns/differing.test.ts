import { expect, test } from "vitest";
import { differingParameters } from "./differing.ts";

const task = (parameters: Record<string, string>) => ({
  hyperparams: {
    Args: Object.fromEntries(
      Object.entries(parameters).map(([name, value]) => [name, { section: "Args", name, value }]),
    ),
  },
});

test("parameters with different values differ, and those that some tasks lack", () => {
  const tasks = [task({ lr: "0.1", seed: "1", depth: "3" }), task({ lr: "0.2", seed: "1" })];
  expect(differingParameters(tasks)).toEqual(["parameter:Args/depth", "parameter:Args/lr"]);
});

test("tasks that are alike differ in nothing", () => {
  expect(differingParameters([task({ lr: "0.1" }), task({ lr: "0.1" })])).toEqual([]);
  expect(differingParameters([task({ lr: "0.1" })])).toEqual([]);
});

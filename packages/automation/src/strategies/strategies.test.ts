import { expect, test } from "vitest";
import { SearchDefinitionError } from "../errors.ts";
import { Objective } from "../objective/objective.ts";
import { DiscreteParameterRange } from "../space/discrete-parameter-range.ts";
import type { ParameterSample } from "../space/parameter.ts";
import { UniformParameterRange } from "../space/uniform-parameter-range.ts";
import { GridSearch } from "./grid-search.ts";
import { RandomSearch } from "./random-search.ts";
import type { SearchStrategy } from "./search-strategy.ts";
import { SuccessiveHalving } from "./successive-halving.ts";

const objective = new Objective({ title: "loss", series: "train", order: "min" });
const depth = new DiscreteParameterRange("depth", { values: [2, 5] });
const kind = new DiscreteParameterRange("kind", { values: ["a", "b"] });
const rate = new UniformParameterRange("rate", { minValue: 0, maxValue: 1 });

function samplesOf(strategy: SearchStrategy, most = 100): ParameterSample[] {
  const samples: ParameterSample[] = [];
  for (let sample = strategy.nextSample(); sample && samples.length < most; sample = strategy.nextSample()) {
    samples.push(sample);
  }
  return samples;
}

test("a grid search tries every combination once", () => {
  expect(samplesOf(new GridSearch({ hyperParameters: [depth, kind], objective }))).toEqual([
    { depth: 2, kind: "a" },
    { depth: 2, kind: "b" },
    { depth: 5, kind: "a" },
    { depth: 5, kind: "b" },
  ]);
});

test("a random search tries nothing twice, and ends when it finds nothing new", () => {
  const samples = samplesOf(new RandomSearch({ hyperParameters: [depth, kind], objective }));
  expect(new Set(samples.map((sample) => JSON.stringify(sample))).size).toBe(4);
  expect(samples).toHaveLength(4);
});

test("a random search is repeated by its seed", () => {
  const draw = (seed?: number) => samplesOf(new RandomSearch({ hyperParameters: [rate], objective, seed }), 5);
  expect(draw(7)).toEqual(draw(7));
  expect(draw(7)).not.toEqual(draw());
});

/** A curve of one value at each iteration from 1 on. */
const curve = (...y: number[]) => ({ x: y.map((_, index) => index + 1), y });

test("a job that is behind at a rung is stopped, and the first at a rung never is", () => {
  const halving = new SuccessiveHalving({
    hyperParameters: [rate],
    objective,
    minIterationPerJob: 2,
    reductionFactor: 2,
  });
  expect(halving.judge({ taskId: "a", curve: curve(9) })).toBeUndefined();
  expect(halving.judge({ taskId: "a", curve: curve(9, 3) })).toBeUndefined();
  expect(halving.judge({ taskId: "b", curve: curve(9, 4) })).toContain("iteration 2");
  expect(halving.judge({ taskId: "c", curve: curve(9, 3) })).toBeUndefined();
  // The next rung is at 4: once more the first one goes on, and the others are compared with it.
  expect(halving.judge({ taskId: "c", curve: curve(9, 3, 3, 2) })).toBeUndefined();
  expect(halving.judge({ taskId: "a", curve: curve(9, 3, 3, 2.5) })).toContain("iteration 4");
});

test("a job that ends between two looks is compared at all of its rungs", () => {
  const halving = new SuccessiveHalving({ hyperParameters: [rate], objective, reductionFactor: 2 });
  expect(halving.judge({ taskId: "fast", curve: curve(1, 1, 1, 1) })).toBeUndefined();
  expect(halving.judge({ taskId: "slow", curve: curve(0.5, 2) })).toContain("iteration 2");
});

test("rungs that are not above each other are refused", () => {
  const make = (options: object) => () => new SuccessiveHalving({ hyperParameters: [rate], objective, ...options });
  expect(make({ reductionFactor: 1 })).toThrow(SearchDefinitionError);
  expect(make({ minIterationPerJob: 0 })).toThrow(SearchDefinitionError);
});

test("the sign of an objective says whether more is better, and whether the best of all values counts", () => {
  const metric = { title: "loss", series: "train" };
  const signs = ["min", "max", "min_global", "max_global"].map((sign) => Objective.ofSign(metric, sign));
  expect(signs.map((each) => [each.getObjectiveSign(), each.extremum])).toEqual([
    [-1, false],
    [1, false],
    [-1, true],
    [1, true],
  ]);
  expect(signs.map((each) => each.valueAt({ y: [3, 1, 2] }, 2))).toEqual([2, 2, 1, 3]);
  expect(() => Objective.ofSign(metric, "least")).toThrow(SearchDefinitionError);
});

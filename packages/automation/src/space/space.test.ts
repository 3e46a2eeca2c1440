import { expect, test } from "vitest";
import { SearchSpaceError } from "../errors.ts";
import { combinations } from "./combinations.ts";
import { DiscreteParameterRange } from "./discrete-parameter-range.ts";
import { LogUniformParameterRange } from "./log-uniform-parameter-range.ts";
import type { Parameter } from "./parameter.ts";
import { ParameterSet } from "./parameter-set.ts";
import { seededRandom } from "./random.ts";
import { readParameter } from "./read-parameter.ts";
import { UniformIntegerParameterRange } from "./uniform-integer-parameter-range.ts";
import { UniformParameterRange } from "./uniform-parameter-range.ts";

const rates = new UniformParameterRange("Args/rate", { minValue: 0.25, maxValue: 1, stepSize: 0.25 });
const powers = new LogUniformParameterRange("Args/decay", { minValue: -3, maxValue: 0, stepSize: 1 });
const depths = new UniformIntegerParameterRange("Args/depth", { minValue: 2, maxValue: 6, stepSize: 2 });
const kinds = new DiscreteParameterRange("Args/kind", { values: ["forest", "ridge"] });
const sets = new ParameterSet([
  { "Args/kind": "forest", "Args/depth": depths },
  { "Args/kind": "ridge", "Args/rate": 0.5 },
]);

const valuesOf = (parameter: Parameter) => parameter.toList().map((sample) => Object.values(sample)[0]);

test("a grid has the values that Python's has", () => {
  expect(valuesOf(rates)).toEqual([0.25, 0.5, 0.75, 1]);
  expect(valuesOf(powers)).toEqual([0.001, 0.01, 0.1, 1]);
  expect(valuesOf(depths)).toEqual([2, 4, 6]);
  expect(valuesOf(kinds)).toEqual(["forest", "ridge"]);
  const any = new UniformParameterRange("any", { minValue: 0, maxValue: 1, includeMaxValue: false });
  expect([any.toList().length, any.toList()[50]]).toEqual([100, { any: 0.5 }]);
});

test("the combinations of a set are tried one by one, with the ranges inside", () => {
  expect(sets.names).toEqual(["Args/kind", "Args/depth", "Args/rate"]);
  expect(sets.toList()).toEqual([
    { "Args/kind": "forest", "Args/depth": 2 },
    { "Args/kind": "forest", "Args/depth": 4 },
    { "Args/kind": "forest", "Args/depth": 6 },
    { "Args/kind": "ridge", "Args/rate": 0.5 },
  ]);
  expect([...combinations([kinds.toList(), depths.toList()])]).toHaveLength(6);
});

test("values at random stay in their ranges, and come again with the seed", () => {
  const random = seededRandom(7);
  for (let round = 0; round < 200; round += 1) {
    expect([0.25, 0.5, 0.75]).toContain(rates.getValue(random)["Args/rate"]);
    expect([2, 4, 6]).toContain(depths.getValue(random)["Args/depth"]);
    expect([0.001, 0.01, 0.1]).toContain(powers.getValue(random)["Args/decay"]);
    expect(["forest", "ridge"]).toContain(sets.getValue(random)["Args/kind"]);
  }
  const draw = (seed: number) =>
    Array.from(
      { length: 5 },
      (
        (any) => () =>
          kinds.getValue(any)
      )(seededRandom(seed)),
    );
  expect(draw(3)).toEqual(draw(3));
});

test("a parameter is read back as it was written", () => {
  for (const parameter of [rates, powers, depths, kinds, sets]) {
    expect(readParameter(parameter.toDict())).toEqual(parameter);
  }
  expect(rates.toDict()).toEqual({
    type: "UniformParameterRange",
    name: "Args/rate",
    min_value: 0.25,
    max_value: 1,
    step_size: 0.25,
    include_max: true,
  });
});

test.each([
  () => new UniformParameterRange("x", { minValue: 2, maxValue: 1 }),
  () => new UniformParameterRange("x", { minValue: Number.NaN, maxValue: 1 }),
  () => new UniformParameterRange("x", { minValue: 0, maxValue: 1, stepSize: 0 }),
  () => new UniformIntegerParameterRange("x", { minValue: 0, maxValue: 1.5 }),
  () => new UniformIntegerParameterRange("x", { minValue: 1, maxValue: 1, includeMaxValue: false }),
  () => new DiscreteParameterRange("x", { values: [] }),
  () => new ParameterSet([]),
  () => readParameter({ type: "UniformParameterRange", name: "x", min_value: "low", max_value: 1 }),
  () => readParameter({ type: "SomethingElse", name: "x" }),
  () => readParameter("x"),
])("what cannot be searched is refused: %s", (make) => {
  expect(make).toThrow(SearchSpaceError);
});

test("steps and bases that make no number are refused", () => {
  const range = { minValue: 0, maxValue: 1 };
  for (const stepSize of [0, Number.NaN, Number.POSITIVE_INFINITY]) {
    expect(() => new UniformParameterRange("rate", { ...range, stepSize })).toThrow(SearchSpaceError);
  }
  for (const base of [-10, 0, Number.NaN]) {
    expect(() => new LogUniformParameterRange("decay", { ...range, base })).toThrow(SearchSpaceError);
  }
  expect(() => new LogUniformParameterRange("decay", { minValue: 0, maxValue: 400 })).toThrow(SearchSpaceError);
});

import { expectTypeOf, test } from "vitest";
import { DiscreteParameterRange } from "../space/discrete-parameter-range.ts";
import type { Parameter, ParameterSample } from "../space/parameter.ts";
import { ParameterSet } from "../space/parameter-set.ts";
import type { SampleOf } from "../space/sample-types.ts";
import { UniformIntegerParameterRange } from "../space/uniform-integer-parameter-range.ts";
import { UniformParameterRange } from "../space/uniform-parameter-range.ts";
import { HyperParameterOptimizer } from "./hyper-parameter-optimizer.ts";

const rate = new UniformParameterRange("Args/rate", { minValue: 0.1, maxValue: 0.3 });
const kind = new DiscreteParameterRange("Args/kind", { values: ["forest", "ridge"] });
const nets = new ParameterSet([
  { "Args/net": "small", "Args/layers": new UniformIntegerParameterRange("Args/layers", { minValue: 1, maxValue: 2 }) },
]);
const search = { baseTaskId: "", objectiveMetricTitle: "loss", objectiveMetricSeries: "test" };

test("a job is given the parameters of the search space, each of its kind", async () => {
  const optimizer = new HyperParameterOptimizer({ ...search, hyperParameters: [rate, kind, nets] });
  await optimizer.startLocally((_task, { parameters }) => {
    expectTypeOf(parameters["Args/rate"]).toEqualTypeOf<number>();
    expectTypeOf(parameters["Args/kind"]).toEqualTypeOf<string>();
    expectTypeOf(parameters["Args/net"]).toEqualTypeOf<string>();
    expectTypeOf(parameters["Args/layers"]).toEqualTypeOf<number>();
    // @ts-expect-error the space has no such parameter
    parameters["Args/depth"];
  });
  await optimizer.start({
    jobCompleteCallback: ({ jobParameters }) => expectTypeOf(jobParameters["Args/rate"]).toEqualTypeOf<number>(),
  });
});

test("a space that is put together while the program runs has any parameters", () => {
  expectTypeOf<SampleOf<readonly Parameter[]>>().toEqualTypeOf<ParameterSample>();
});

test("a range needs both of its ends, and numbers for them", () => {
  // @ts-expect-error the highest number is missing
  new UniformParameterRange("Args/rate", { minValue: 0 });
  // @ts-expect-error a text is not a number
  new UniformIntegerParameterRange("Args/depth", { minValue: "1", maxValue: 2 });
  // @ts-expect-error a function is not the value of a parameter
  new DiscreteParameterRange("Args/kind", { values: [() => "forest"] });
});

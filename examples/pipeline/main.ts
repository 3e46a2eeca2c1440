import assert from "node:assert/strict";
import { component, connect, pipeline } from "clearml-ts";

// Components are functions with typed inputs and outputs. Each call becomes a step with a task of its own.
const load = component({
  name: "load",
  run: ({ rows }: { rows: number }) => ({ votes: Array.from({ length: rows }, (_, row) => (row % 7) - 3) }),
});
const average = component({
  name: "average",
  run: ({ votes }: { votes: number[] }, { logger }) => {
    const mean = votes.reduce((sum, vote) => sum + vote, 0) / votes.length;
    logger.reportSingleValue("mean", mean);
    return { mean };
  },
});
const spread = component({
  name: "spread",
  run: ({ votes, mean }: { votes: number[]; mean: number }) => ({
    deviation: Math.sqrt(votes.reduce((sum, vote) => sum + (vote - mean) ** 2, 0) / votes.length),
  }),
});

// A wrong connection, such as `mean: loaded.outputs.votes`, does not compile.
const survey = pipeline({ name: "survey", project: "Examples" }, ({ rows }: { rows: number }) => {
  const loaded = load({ rows });
  const { mean } = average({ votes: loaded.outputs.votes }).outputs;
  const { deviation } = spread({ votes: loaded.outputs.votes, mean }).outputs;
  return { mean, deviation };
});

await using connection = await connect();
const { result, steps, webUrl } = await survey.run({ rows: 70 }, { connection });
assert.deepEqual(result, { mean: 0, deviation: 2 });
assert.deepEqual(Object.keys(steps).sort(), ["average", "load", "spread"]);
console.log(`Mean ${result.mean}, deviation ${result.deviation}. See ${webUrl}`);

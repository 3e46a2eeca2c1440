// @ts-check
import { component, pipeline } from "@clearml-ts/pipeline";
import { Phases } from "./phases.mjs";

// Steps that do nothing and do not need each other: run once, and once more from the cache where "cached" is asked for.

const [, , width = "", cached] = process.argv;
const square = component({
  name: "square",
  cache: cached !== undefined,
  version: "1",
  run: (/** @type {{ x: number }} */ { x }) => ({ y: x * x }),
});
const wide = pipeline({ name: `wide ${width}`, project: "bench" }, () =>
  Array.from({ length: Number(width) }, (_, x) => square({ x }).outputs.y),
);

const phases = new Phases();
const before = process.cpuUsage();
const run = await wide.run({});
const { user, system } = process.cpuUsage(before);
phases.end("run");
if (run.result.some((y, x) => y !== x * x)) {
  throw new Error("A step gave something else.");
}
if (cached !== undefined) {
  const again = await wide.run({});
  phases.end("again");
  if (Object.values(again.steps).some(({ status }) => status !== "cached")) {
    throw new Error("A step was not taken from the cache.");
  }
}
phases.report(String((user + system) / 1e6));

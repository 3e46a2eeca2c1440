// @ts-check
import { component, pipeline } from "@clearml-ts/pipeline";
import { Phases } from "./phases.mjs";

// Steps that do nothing, one after the other, in this process.

const steps = Number(process.argv[2]);
const increment = component({ name: "increment", run: (/** @type {{ n: number }} */ { n }) => ({ n: n + 1 }) });
const chain = pipeline({ name: "chain", project: "bench" }, () => {
  let last = increment({ n: 0 });
  for (let step = 1; step < steps; step += 1) {
    last = increment({ n: last.outputs.n });
  }
  return last;
});

const phases = new Phases();
const { result, controllerId } = await chain.run({});
phases.end("run");
if (result.n !== steps) {
  throw new Error(`The last step gave ${result.n}.`);
}
phases.report(controllerId);

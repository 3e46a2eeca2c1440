import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { replaceMeasured } from "../markdown/markdown.ts";
import { pythonEnvironment } from "../python/environment.ts";
import { root } from "../root.ts";
import { agentSuite } from "./agent.ts";
import { datasetsSuite } from "./datasets.ts";
import { conditions } from "./machine.ts";
import { pipelineSuite } from "./pipeline.ts";
import { sdkSuite } from "./sdk.ts";
import { serverSuite } from "./server/suite.ts";
import type { Bench, Suite } from "./suite.ts";
import { tasksSuite } from "./tasks.ts";
import { thermalComfortSuite } from "./thermal-comfort/suite.ts";

/**
 * Measures, and writes the numbers into `docs/benchmarks.md`: `pnpm bench [suite…] [--ashrae PATH] [--quick]`.
 * With `--quick` everything is small, and the numbers, which mean nothing then, go to stdout.
 */
const suites: Record<string, Suite> = {
  server: serverSuite,
  tasks: tasksSuite,
  agent: agentSuite,
  pipeline: pipelineSuite,
  sdk: sdkSuite,
  datasets: datasetsSuite,
  "thermal-comfort": thermalComfortSuite,
};

const report = join(root, "docs/benchmarks.md");
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { ashrae: { type: "string" }, quick: { type: "boolean", default: false } },
});
const { ASHRAE_CSV } = process.env;
const ashrae = values.ashrae ?? ASHRAE_CSV;

const names = positionals.length > 0 ? positionals : Object.keys(suites);
const unknown = names.find((name) => suites[name] === undefined);
if (unknown !== undefined) {
  console.error(`No suite is called "${unknown}". There are: ${Object.keys(suites).join(", ")}.`);
  process.exit(2);
}
for (const name of names) {
  const suite = suites[name];
  if (suite) {
    await measure(name, suite);
  }
}

async function measure(name: string, suite: Suite): Promise<void> {
  // Beside the repository's own files: the system's temporary folder may be memory, which is not a disk to measure.
  const cache = join(root, "node_modules/.cache/bench");
  mkdirSync(cache, { recursive: true });
  const bench: Bench = {
    quick: values.quick,
    folder: mkdtempSync(join(cache, `${name}-`)),
    python: pythonEnvironment(import.meta.dirname, ["clearml", "clearml-agent", "ydf", "scikit-learn", "pandas"]),
    ashrae: ashrae && resolve(ashrae),
    progress: (text) => console.error(`${name}: ${text}`),
  };
  try {
    const under = conditions(bench);
    const measured = await suite(bench);
    if (measured === undefined) {
      return;
    }
    const section = `${under}\n\n${measured}`;
    if (values.quick) {
      console.log(section);
    } else {
      writeFileSync(report, replaceMeasured(readFileSync(report, "utf8"), name, section));
    }
  } finally {
    rmSync(bench.folder, { recursive: true, force: true });
  }
}

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { replaceMeasured } from "../markdown/markdown.ts";
import { pythonEnvironment } from "../python/environment.ts";
import { root } from "../root.ts";
import { agentSuite } from "./agent.ts";
import { datasetsSuite } from "./datasets/datasets.ts";
import { manyFilesSuite } from "./datasets/many-files.ts";
import { conditions } from "./machine.ts";
import { pageSuite } from "./page/suite.ts";
import { pipelineSuite } from "./pipeline.ts";
import { sdkSuite } from "./sdk.ts";
import { serverSuite } from "./server/suite.ts";
import type { Bench, Suite } from "./suite.ts";
import { tasksSuite } from "./tasks.ts";
import { thermalComfortSuite } from "./thermal-comfort/suite.ts";

/**
 * Measures, and writes the numbers into `docs/benchmarks.md`: `pnpm bench [suite…] [--ashrae PATH] [--quick] [--size NAME=NUMBER]`.
 * With `--quick` everything is small, and `--size` makes one thing as large as it says: the numbers go to stdout then.
 */
const suites: Record<string, Suite> = {
  // First: it makes many files, and must not pay for those that other suites delete.
  datasets: datasetsSuite,
  server: serverSuite,
  tasks: tasksSuite,
  agent: agentSuite,
  pipeline: pipelineSuite,
  sdk: sdkSuite,
  "many-files": manyFilesSuite,
  page: pageSuite,
  "thermal-comfort": thermalComfortSuite,
};

/** Suites that take much longer than all others, and only run when they are named. */
const longSuites = new Set(["many-files"]);

const report = join(root, "docs/benchmarks.md");
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    ashrae: { type: "string" },
    quick: { type: "boolean", default: false },
    size: { type: "string", multiple: true, default: [] },
  },
});
const { ASHRAE_CSV } = process.env;
const ashrae = values.ashrae ?? ASHRAE_CSV;

const names = positionals.length > 0 ? positionals : Object.keys(suites).filter((name) => !longSuites.has(name));
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
    sizes: Object.fromEntries(values.size.map((size) => sizeOf(size))),
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
    if (values.quick || values.size.length > 0) {
      console.log(section);
    } else {
      writeFileSync(report, replaceMeasured(readFileSync(report, "utf8"), name, section));
    }
  } finally {
    rmSync(bench.folder, { recursive: true, force: true });
  }
}

function sizeOf(text: string): [name: string, size: number] {
  const [name = "", size] = text.split("=");
  if (!(Number(size) > 0)) {
    console.error(`--size takes a name and a number, as in --size files=2000, and not ${text}.`);
    process.exit(2);
  }
  return [name, Number(size)];
}

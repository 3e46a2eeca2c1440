import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pythonEnvironment, versionsOf } from "../python/environment.ts";
import { root } from "../root.ts";
import { connectTo } from "../server/server-client.ts";
import { startServerProcess } from "../server/server-process.ts";
import { Agents } from "./agents.ts";
import { examples } from "./examples.ts";
import { pythonPackages } from "./python-packages.ts";
import { addToRecord, type ExampleRow } from "./record.ts";
import { makeBaseTask, runExample } from "./run-example.ts";
import { rowsOfUntried, select } from "./selection.ts";
import { ServerView } from "./server-view.ts";
import { untried } from "./untried.ts";
import { type Observation, verdict } from "./verdict.ts";
import { Workplace } from "./workplace.ts";

/**
 * Runs the example scripts of the public Python SDK, unchanged, against the embedded server and the stock agent, and puts
 * what became of each into tests/interop/sdk-examples.json, which docs/interop.md is made from. What each printed is in
 * reports/sdk-examples/. Arguments: a checkout of the SDK's repository; parts of paths, to run only the examples that
 * have one in theirs, and those that they need.
 */
const record = join(root, "tests/interop/sdk-examples.json");
const [checkout, ...parts] = process.argv.slice(2);
if (checkout === undefined) {
  throw new Error("Where is the SDK's repository? pnpm sdk-examples CHECKOUT [PARTS OF PATHS]");
}

// So that what it has started ends with it.
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    console.error(`Ended by ${signal}.`);
    process.exit(1);
  });
}
const python = pythonEnvironment(import.meta.dirname, pythonPackages);
const folder = mkdtempSync(join(tmpdir(), "clearml-sdk-examples-"));
try {
  if (!(await runAll(resolve(checkout)))) {
    process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
}

/** Runs the examples one after the other; says whether none failed for a reason that nobody foresaw. */
async function runAll(checkout: string): Promise<boolean> {
  const errorAnswers = join(folder, "error-answers.txt");
  const recorder = new URL("./record-answers.mjs", import.meta.url);
  recorder.searchParams.set("file", errorAnswers);
  await using server = await startServerProcess(join(folder, "server"), {
    variables: { NODE_OPTIONS: `--import=${recorder.href}` },
  });
  await using connection = await connectTo(server, join(folder, "cache"));
  const workplace = new Workplace({ folder, checkout, python, server: server.address });
  await using agents = new Agents(workplace);
  const surroundings = { workplace, agents, view: new ServerView(connection), errorAnswers };
  const circumstances = { commit: workplace.commit, versions: versionsOf(python, ["clearml", "clearml-agent"]) };

  addToRecord(record, rowsOfUntried(workplace.scripts(), examples, untried), circumstances);
  const baseTasks = new Set<string>();
  let allForeseen = true;
  for (const example of select(examples, parts)) {
    const { baseTask } = example;
    if (baseTask !== undefined && !baseTasks.has(baseTask)) {
      makeBaseTask(baseTask, surroundings);
    }
    if (baseTask !== undefined) {
      baseTasks.add(baseTask);
    }
    const seen = await runExample(example, surroundings);
    const { row, unexpected } = verdict(example, seen);
    if (unexpected) {
      allForeseen = false;
    }
    addToRecord(record, [row], circumstances);
    tell(row, seen);
  }
  return allForeseen;
}

function tell(row: ExampleRow, { output, errorAnswers }: Observation): void {
  const logs = join(root, "reports/sdk-examples");
  mkdirSync(logs, { recursive: true });
  writeFileSync(join(logs, `${row.example.replaceAll("/", "-")}.log`), output);
  console.log(`${row.result.padEnd(3)} ${row.example}`);
  for (const line of [row.remark, row.left, ...errorAnswers]) {
    if (line) {
      console.log(`      ${line}`);
    }
  }
}

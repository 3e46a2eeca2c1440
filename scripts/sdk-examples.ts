import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { connectTo } from "./bench/server-client.ts";
import { startServerProcess } from "./bench/server-process.ts";
import { Agents } from "./sdk-examples/agents.ts";
import { examples } from "./sdk-examples/examples.ts";
import { pythonEnvironment, versionsOf } from "./sdk-examples/python-environment.ts";
import { type ExamplesRecord, merge } from "./sdk-examples/record.ts";
import { makeBaseTask, runExample } from "./sdk-examples/run-example.ts";
import { rowsOfUntried, select } from "./sdk-examples/selection.ts";
import { ServerView } from "./sdk-examples/server-view.ts";
import { untried } from "./sdk-examples/untried.ts";
import { type Verdict, verdict } from "./sdk-examples/verdict.ts";
import { Workplace } from "./sdk-examples/workplace.ts";

/**
 * Runs the example scripts of the public Python SDK, unchanged, against the embedded server and the stock agent, and
 * writes tests/interop/sdk-examples.json, which docs/interop.md is made from. What each printed is in
 * reports/sdk-examples/. Arguments: a checkout of the SDK's repository; part of a path, to run only the examples that
 * have it in theirs and those that they need, and put their rows into the record that is there.
 */
const root = fileURLToPath(new URL("..", import.meta.url));
const [checkout, part] = process.argv.slice(2);
if (checkout === undefined) throw new Error("Where is the SDK's repository? sdk-examples.ts CHECKOUT [PART OF A PATH]");

// So that what it has started ends with it.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));
const python = pythonEnvironment();
const folder = mkdtempSync(join(tmpdir(), "clearml-sdk-examples-"));
try {
  const { record, unexpected } = await runAll(resolve(checkout));
  const file = join(root, "tests/interop/sdk-examples.json");
  const whole = part === undefined ? record : merge(JSON.parse(readFileSync(file, "utf8")) as ExamplesRecord, record);
  writeFileSync(file, `${JSON.stringify(whole, null, 2)}\n`);
  if (unexpected) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
}

async function runAll(checkout: string): Promise<{ record: ExamplesRecord; unexpected: boolean }> {
  const errorAnswers = join(folder, "error-answers.txt");
  const recorder = new URL("./sdk-examples/record-answers.mjs", import.meta.url);
  recorder.searchParams.set("file", errorAnswers);
  await using server = await startServerProcess(join(folder, "server"), { NODE_OPTIONS: `--import=${recorder.href}` });
  await using connection = await connectTo(server, join(folder, "cache"));
  const workplace = new Workplace({ folder, checkout, python, server: server.address });
  await using agents = new Agents(workplace);
  const surroundings = { workplace, agents, view: new ServerView(connection), errorAnswers };

  const leftOut = rowsOfUntried(workplace.scripts(), examples, untried);
  const baseTasks = new Set<string>();
  const verdicts: Verdict[] = [];
  for (const example of part === undefined ? examples : select(examples, part)) {
    const { baseTask } = example;
    if (baseTask !== undefined && !baseTasks.has(baseTask)) makeBaseTask(baseTask, surroundings);
    if (baseTask !== undefined) baseTasks.add(baseTask);
    const seen = await runExample(example, surroundings);
    const judged = verdict(example, seen);
    verdicts.push(judged);
    tell(judged, seen.output, seen.errorAnswers);
  }
  const rows = [...verdicts.map(({ row }) => row), ...leftOut];
  return {
    record: { commit: workplace.commit, versions: versionsOf(python), rows },
    unexpected: verdicts.some(({ unexpected }) => unexpected),
  };
}

function tell({ row }: Verdict, output: string, errorAnswers: readonly string[]): void {
  const logs = join(root, "reports/sdk-examples");
  mkdirSync(logs, { recursive: true });
  writeFileSync(join(logs, `${row.example.replaceAll("/", "-")}.log`), output);
  console.log(`${row.result.padEnd(3)} ${row.example}`);
  for (const line of [row.remark, row.left, ...errorAnswers]) if (line) console.log(`      ${line}`);
}

import { appendFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { connect } from "@clearml-ts/client";
import { component, pipeline } from "@clearml-ts/pipeline";

// Runs a pipeline, or goes on with the run whose controller is named, until it is killed: `brittle-program LEDGER [CONTROLLER]`.
// It prints a line when a step changes, and the result as the last one. Work that is done is noted in the ledger, with its task.

const [, , ledger = "", controllerId] = process.argv;

/** Long enough for the end of a process to come in the middle of it. */
const WORK_MS = 15;

async function workFor(task: { id: string; name: string }): Promise<void> {
  await delay(WORK_MS);
  appendFileSync(ledger, `${task.name} ${task.id}\n`);
}

const load = component({
  name: "load",
  run: async ({ rows }: { rows: number }, { task }) => {
    await workFor(task);
    return { rows: Array.from({ length: rows }, (_, row) => row), name: `${rows} rows` };
  },
});

const square = component({
  name: "square",
  run: async ({ rows, part }: { rows: number[]; part: number }, { task, logger }) => {
    logger.reportScalar("rows", "seen", rows.length, { iteration: part });
    await workFor(task);
    return { sum: rows.filter((row) => row % 3 === part).reduce((sum, row) => sum + row * row, 0) };
  },
});

const total = component({
  name: "total",
  run: async ({ sums }: { sums: number[] }, { task }) => {
    await workFor(task);
    return { total: sums.reduce((left, right) => left + right, 0), all: sums };
  },
});

const brittle = pipeline({ name: "brittle", project: "soak", concurrency: 3 }, async ({ rows }: { rows: number }) => {
  const loaded = load({ rows });
  const parts = [0, 1, 2].map((part) => square({ rows: loaded.outputs.rows, part }).outputs.sum);
  const sum = total({ sums: parts });
  const isLarge = (await sum.outputs.total) > 100;
  const again = total({ sums: isLarge ? [await sum.outputs.total, 1] : [] }, { name: "total again" });
  return { name: loaded.outputs.name, all: sum.outputs.all, total: again.outputs.total };
});

await using connection = await connect();
const options = {
  connection,
  onProgress: ({ step }: { step: { name: string; status: string } }) => {
    process.stdout.write(`${step.name} ${step.status}\n`);
  },
};
const run = controllerId ? await brittle.resume(controllerId, options) : await brittle.run({ rows: 30 }, options);
process.stdout.write(`result ${JSON.stringify(run.result)}\n`);

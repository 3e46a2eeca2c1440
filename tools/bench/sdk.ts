import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { sha256File } from "@clearml-ts/archive";
import type { Connection } from "@clearml-ts/client";
import { connectTo } from "../server/server-client.ts";
import { startServerProcess } from "../server/server-process.ts";
import { type Comparison, compare, comparisonTable, readers, reporters } from "./comparison.ts";
import { checkSame, contentOf } from "./datasets/dataset-content.ts";
import { count } from "./format.ts";
import type { Program, Runner } from "./program.ts";
import { numbers, writeNumbersFile, writeRandomFile } from "./sample-file.ts";
import type { Bench } from "./suite.ts";

const sizes = {
  full: { runs: 3, artifactMegabytes: 50, files: 2000, fileMegabytes: 300 },
  quick: { runs: 1, artifactMegabytes: 5, files: 50, fileMegabytes: 10 },
};

const programs = {
  load: new URL("./programs/load.mjs", import.meta.url),
  task: new URL("./programs/task.mjs", import.meta.url),
  artifact: new URL("./programs/artifact.mjs", import.meta.url),
  dataset: new URL("./programs/dataset.mjs", import.meta.url),
  datasetCopy: new URL("./programs/dataset-copy.mjs", import.meta.url),
};

const SMALL_FILE_BYTES = 4096;

/** The packages beside the Python SDK: the same programs against the same server, in turn. */
export async function sdkSuite(bench: Bench): Promise<string> {
  const size = bench.quick ? sizes.quick : sizes.full;
  const { folder } = bench;
  await using server = await startServerProcess(join(folder, "server"));
  await using connection = await connectTo(server, join(folder, "cache"));
  const run = (runners: readonly Runner[], program: Omit<Program, "server">) =>
    compare(bench, { ...program, server, runners, runs: size.runs });

  const artifact = join(folder, "weights.bin");
  await writeRandomFile(artifact, size.artifactMegabytes);
  const small = join(folder, "small");
  await writeSmallFiles(small, size.files);
  const large = join(folder, "large");
  await mkdir(large);
  await writeNumbersFile(join(large, "measurements.csv"), size.fileMegabytes);

  const loaded = await run(readers, { file: programs.load });
  const tasks = await run(reporters, {
    file: programs.task,
    args: [artifact],
    check: (id) => checkTask(connection, id, artifact),
  });
  const downloads = await run(readers, {
    file: programs.artifact,
    args: [firstResult(tasks)],
    check: async (copy) => checkSame("artifact", await sha256File(artifact), await sha256File(copy)),
  });
  const datasets = [];
  for (const { title, source, leavesHome } of [
    { title: `${count(size.files)} files of 4 KB`, source: small, leavesHome: true },
    { title: `one file of ${size.fileMegabytes} MB`, source: large, leavesHome: false },
  ]) {
    const created = await run(reporters, { file: programs.dataset, args: [source], leavesHome });
    const copied = await run(readers, {
      file: programs.datasetCopy,
      args: [firstResult(created)],
      leavesHome,
      check: async (copy) => checkSame("dataset", await contentOf(source), await contentOf(copy)),
    });
    datasets.push(
      section(`Dataset of ${title}: create, add, upload, finalize`, created),
      section(`Dataset of ${title}: local copy, cache empty`, copied),
    );
  }
  return [
    `Medians of ${size.runs} runs, taken in turn; every run is a new process with an empty home folder.`,
    section("Import tasks, models and datasets, nothing else", loaded),
    section(`A task: 1,000 scalars, 10 plots of 1,000 points, an artifact of ${size.artifactMegabytes} MB`, tasks),
    section(`Download of that artifact of ${size.artifactMegabytes} MB, cache empty`, downloads),
    ...datasets,
  ].join("\n\n");
}

function section(title: string, comparison: Comparison): string {
  return `### ${title}\n\n${comparisonTable(comparison)}`;
}

function firstResult(comparison: Comparison): string {
  const [first] = comparison.get("TypeScript") ?? [];
  if (first === undefined) {
    throw new Error("Nothing was run.");
  }
  return first.result;
}

async function writeSmallFiles(folder: string, files: number): Promise<void> {
  for (let index = 0; index < files; index += 1) {
    const part = join(folder, `part ${index % 20}`);
    await mkdir(part, { recursive: true });
    await writeFile(join(part, `${index}.csv`), numbers(SMALL_FILE_BYTES));
  }
}

/** Everything that a program reported must be on the server when its process has ended. */
async function checkTask({ services }: Connection, task: string, artifact: string): Promise<void> {
  const curves = await services.events.scalarMetricsIterHistogram({ task });
  const { plots } = await services.events.getTaskPlots({ task });
  const { tasks } = await services.tasks.getAll({ id: [task] });
  const [weights] = tasks[0]?.execution?.artifacts?.filter(({ key }) => key === "weights") ?? [];
  const found = { scalars: curves["loss"]?.["train"]?.x.length, plots: plots.length, status: tasks[0]?.status };
  checkSame("task", { scalars: 1000, plots: 10, status: "completed" }, found);
  checkSame("hash of the artifact", await sha256File(artifact), weights?.hash);
}

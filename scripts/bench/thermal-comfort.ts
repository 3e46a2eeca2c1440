import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Dataset } from "../../packages/datasets/dist/index.js";
import { Task } from "../../packages/tasks/dist/index.js";
import { type ExampleRun, runExample } from "./example-run.ts";
import { duration, megabytes } from "./format.ts";
import { table } from "./markdown.ts";
import { connectTo } from "./server-client.ts";
import { startServerProcess } from "./server-process.ts";
import type { Bench } from "./suite.ts";

const execute = promisify(execFile);
const example = join(dirname(fileURLToPath(import.meta.url)), "../../examples/thermal-comfort");

/** How well a model predicts the rows held out, and how long fitting it took. */
interface Judged {
  model: string;
  R2: number;
  RMSE: number;
  MAE: number;
  /** Seconds to fit it once on all training rows. */
  seconds: number;
}

/** The example on the ASHRAE database, beside the same models of Python libraries on the same rows and split. */
export async function thermalComfortSuite(bench: Bench): Promise<string | undefined> {
  const { ashrae, folder, progress, python, quick } = bench;
  if (ashrae === undefined || !existsSync(ashrae)) {
    progress(`left out: ${ashrae ?? "no survey"} is not there; name it by --ashrae PATH or ASHRAE_CSV.`);
    return undefined;
  }
  progress("the whole example");
  const run = await runExample(
    ashrae,
    await mkdtemp(join(folder, "home-")),
    quick ? ["--models", "3", "--no-tune"] : [],
  );
  const { features, judged } = await resultsOf(bench, run);
  progress("the same models in Python");
  const { stdout } = await execute(python, [join(example, "reference/reference.py"), features], { maxBuffer: 2 ** 26 });
  const reference = JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "") as Judged[];
  return [
    table(
      ["", "measured", "target"],
      [
        ["the whole example: server, five components, tuning", duration(run.seconds), "< 5 min"],
        ["memory at most, server included", megabytes(run.memory), "< 2,048 MB"],
      ],
    ),
    "### Models on the buildings held out",
    comparison(judged, reference),
  ].join("\n\n");
}

/** Reads what a run left on its server: the features' file, and how the models compare. */
async function resultsOf({ folder }: Bench, run: ExampleRun): Promise<{ features: string; judged: Judged[] }> {
  await using server = await startServerProcess(run.dataDir);
  await using connection = await connectTo(server, join(folder, "cache"));
  const dataset = await Dataset.get({ id: run.datasets.features }, { connection });
  const training = await Task.get({ id: run.tasks.trainModels }, { connection });
  const rows = (await training.artifacts.get("comparison")?.get()) as Record<string, string | number>[];
  const judged = rows.map((row) => ({
    model: String(row["model"]),
    R2: Number(row["R2"]),
    RMSE: Number(row["RMSE"]),
    MAE: Number(row["MAE"]),
    seconds: Number(row["seconds to fit"]),
  }));
  return { features: join(await dataset.getLocalCopy(), "features.csv.gz"), judged };
}

function comparison(judged: readonly Judged[], reference: readonly Judged[]): string {
  const names = [...new Set([...judged, ...reference].map(({ model }) => model))];
  const header = ["", ...["R2", "RMSE", "MAE", "seconds"].flatMap((name) => [`${name} TS`, `${name} Python`])];
  return table(
    header,
    names.map((name) => {
      const both = [judged, reference].map((models) => models.find(({ model }) => model === name));
      const values = (["R2", "RMSE", "MAE"] as const).flatMap((metric) =>
        both.map((model) => model?.[metric].toFixed(3) ?? "–"),
      );
      return [name, ...values, ...both.map((model) => (model ? duration(model.seconds) : "–"))];
    }),
  );
}

import { existsSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { Dataset } from "@clearml-ts/datasets";
import { Task } from "@clearml-ts/tasks";
import { table } from "../../markdown/markdown.ts";
import { connectTo } from "../../server/server-client.ts";
import { startServerProcess } from "../../server/server-process.ts";
import { count, duration, megabytes } from "../format.ts";
import type { Bench } from "../suite.ts";
import { type ExampleRun, runExample } from "./example-run.ts";
import { type ReferenceModel, runReference } from "./reference-run.ts";

/** A model as the example's artifact `comparison` has it. */
interface ExampleModel {
  model: string;
  framework: string;
  parameters: string;
  R2: number;
  RMSE: number;
  MAE: number;
  "training rows": number;
  "seconds to fit": number;
}

/** The example on the ASHRAE database, beside the same models of Python libraries on the same rows and split. */
export async function thermalComfortSuite(bench: Bench): Promise<string | undefined> {
  const { ashrae, folder, progress, python, quick } = bench;
  if (ashrae === undefined || !existsSync(ashrae)) {
    progress(
      `left out, ${ashrae ?? "the ASHRAE database"} is not there: name its file by --ashrae PATH or ASHRAE_CSV.`,
    );
    return undefined;
  }
  progress("the whole example");
  const options = quick ? ["--models", "4", "--no-tune"] : [];
  const run = await runExample(ashrae, await mkdtemp(join(folder, "home-")), options);
  const { features, models } = await resultsOf(bench, run);
  progress("the same models in Python");
  const reference = await runReference(python, features, tunedParameters(models));
  const { train, test } = reference.rows;
  return [
    table(
      ["", "measured", "target", "reached"],
      [
        ["the whole example", duration(run.seconds), "< 300 s", run.seconds < 300 ? "yes" : "**no**"],
        ["memory at most", megabytes(run.memory), "< 2,048 MB", run.memory < 2 ** 31 ? "yes" : "**no**"],
      ],
    ),
    `${count(train)} rows to train on and ${count(test)} rows of other buildings held out:`,
    comparison(models, reference.models),
  ].join("\n\n");
}

/** Reads what a run left on its server: the features' file, and how the models compare. */
async function resultsOf(
  { folder }: Bench,
  { dataDir, datasets, tasks }: ExampleRun,
): Promise<{ features: string; models: ExampleModel[] }> {
  await using server = await startServerProcess(dataDir);
  await using connection = await connectTo(server, join(folder, "cache"));
  const dataset = await Dataset.get({ id: datasets.features }, { connection });
  const training = await Task.get({ id: tasks.trainModels }, { connection });
  const models = (await training.artifacts.get("comparison")?.get()) as ExampleModel[];
  return { features: join(await dataset.getLocalCopy(), "features.csv.gz"), models };
}

/** The parameters that tuning chose for each model, by its name. */
function tunedParameters(models: readonly ExampleModel[]): Record<string, Record<string, number>> {
  return Object.fromEntries(
    models.map(({ model, parameters }) => [model, JSON.parse(parameters) as Record<string, number>]),
  );
}

/** Python's model stands below the one that has the same name; the rest of Python's comes last. */
function comparison(models: readonly ExampleModel[], reference: Readonly<Record<string, ReferenceModel>>): string {
  const ours = models.map((row) => {
    const about = { name: row.model, by: `TypeScript, ${row.framework}`, rows: row["training rows"] };
    return { ...about, R2: row.R2, RMSE: row.RMSE, MAE: row.MAE, seconds: row["seconds to fit"] };
  });
  const theirs = Object.entries(reference).map(([title, judged]) => {
    const [, name = title, library = "numpy"] = /^(\w+) \((.+?)\)/.exec(title) ?? [];
    return { name, by: `Python, ${library}`, ...judged };
  });
  const names = [...new Set([...ours, ...theirs].map(({ name }) => name))];
  const lines = names.flatMap((name) => [...ours, ...theirs].filter((model) => model.name === name));
  return table(
    ["model", "by", "R2", "RMSE", "MAE", "rows", "fit"],
    lines.map(({ name, by, R2, RMSE, MAE, rows, seconds }) => [
      name,
      by,
      ...[R2, RMSE, MAE].map((value) => value.toFixed(3)),
      count(rows),
      duration(seconds),
    ]),
    2,
  );
}

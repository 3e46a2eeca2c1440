import { resolve } from "node:path";
import { type Connection, defaultConnection } from "@clearml-ts/client";
import { readTable, recognizeSurvey, type SurveySchema, TableReadError } from "@clearml-ts/comfort-science";
import { type PipelineProgress, type PipelineRun, queueRunner, type RunOptions } from "@clearml-ts/pipeline";
import { storeRawSurvey } from "./components/raw-survey.ts";
import { PROJECT, type ThermalComfortResult, thermalComfort } from "./thermal-comfort.ts";

/** The survey to learn from, and how. */
export interface RunPipelineOptions {
  /** The survey: a CSV or `.csv.gz` file. */
  csvPath: string;
  /** The metric that chooses the model and decides about the champion; one for classes makes it classification. @default "R2" */
  mainMetric?: string;
  /** The column to predict. @default the one that the survey's layout names */
  target?: string;
  /** Refuse a survey of another layout. @default any is taken */
  layout?: SurveySchema["world"];
  /** How many models to compare, from the simplest on. @default all */
  models?: number;
  /** Look for better parameters of each model. @default true */
  tune?: boolean;
  /** Another seed holds out other buildings. @default 1 */
  seed?: number;
  /** Name of a queue whose workers run the steps. @default they run in this process */
  queue?: string;
  /** With a queue: keep the controller in this process. @default the controller goes to `servicesQueue` */
  runLocally?: boolean;
  /** The controller's queue, which needs a worker of its own. @default "services" */
  servicesQueue?: string;
  /** Name of the ClearML project. @default "Thermal comfort" */
  project?: string;
  /** @default the connection that `clearml.conf` and the environment describe */
  connection?: Connection;
  /** Called when a step changes. */
  onProgress?: (progress: PipelineProgress) => void;
  /** Aborts the run. */
  signal?: AbortSignal;
}

/** Ids and figures of a run that has completed; plain JSON. */
export interface PipelineResult {
  project: string;
  /** Ids of the versions of the data. */
  datasets: { raw: string; processed: string; features: string };
  /** The metric that chose the model and decided about the champion. */
  mainMetric: string;
  /** The model in use; null where no model was better than the baseline yet. */
  model: { id: string; name: string; metric: string; value: number } | null;
  /** Every compared model's metrics on the held-out rows. */
  metrics: Record<string, Record<string, number>>;
  champion: { promoted: boolean; reason: string; previous: string | null };
  /** Ids of the tasks: the controller's, and each component's by its name. */
  tasks: Record<string, string>;
  /** Page of the run. */
  webUrl: string;
}

/**
 * Goes from a survey's file to the model in use: what the command runs, and what a program can call. Without a queue everything runs
 * in this process; with one, the survey is uploaded first, so that the run can go on anywhere.
 *
 * @throws {@link TableReadError} when the file is not a table, or not one of the layout, before anything is registered.
 * @throws {@link TargetError} when the column to predict is not there, before anything is registered.
 * @throws {@link QueueNotFoundError} when a queue does not exist.
 * @throws {@link PipelineError} when a step fails.
 */
export async function runPipeline(options: RunPipelineOptions): Promise<PipelineResult> {
  const { mainMetric = "R2", target, models = null, tune = true, seed = 1, project = PROJECT } = options;
  const { onProgress, signal } = options;
  const path = resolve(options.csvPath);
  await checkSurvey(path, options);
  const connection = options.connection ?? (await defaultConnection());
  const survey = options.queue === undefined ? path : await storeRawSurvey(path, { project, connection });
  const run = await thermalComfort.run(
    { survey, project, mainMetric, target: target ?? null, models, tune, seed },
    { connection, project, ...placeOf(options), ...(onProgress && { onProgress }), ...(signal && { signal }) },
  );
  return resultOf(run, project);
}

/** Where the controller and the steps run. */
function placeOf({ queue, runLocally = false, servicesQueue = "services" }: RunPipelineOptions): RunOptions {
  if (queue === undefined) {
    return {};
  }
  return { runner: queueRunner({ queue }), runRemotely: runLocally ? false : { queue: servicesQueue } };
}

async function checkSurvey(path: string, { target, layout, signal }: RunPipelineOptions): Promise<void> {
  const table = await readTable(path, { ...(signal && { signal }) });
  const { world } = recognizeSurvey([...table.columns.keys()], target === undefined ? {} : { target });
  if (layout !== undefined && world !== layout) {
    const message = `${path} does not have the columns of the layout "${layout}": leave the layout out (on the command line, use --csv).`;
    throw new TableReadError(path, "not-csv", message);
  }
}

function resultOf(run: PipelineRun<ThermalComfortResult>, project: string): PipelineResult {
  const { datasets, metrics, champion } = run.result;
  const { model, metric, value, promoted, reason, previous } = champion;
  const steps = Object.values(run.steps).map(({ name, taskId }) => [name, taskId ?? ""]);
  return {
    project,
    datasets: { raw: datasets.raw.id, processed: datasets.processed.id, features: datasets.features.id },
    mainMetric: metric,
    model: model === null || value === null ? null : { id: model.id, name: model.name, metric, value },
    metrics,
    champion: { promoted, reason, previous },
    tasks: { controller: run.controllerId, ...Object.fromEntries(steps) },
    webUrl: run.webUrl,
  };
}

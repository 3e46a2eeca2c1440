import type { PipelineRun } from "@clearml-ts/pipeline";
import type { Server } from "@clearml-ts/server";
import type { ThermalComfortResult } from "../thermal-comfort.ts";

/** What `--json` prints. */
export interface RunResult {
  project: string;
  /** Whether the survey was simulated. */
  simulated: boolean;
  datasets: { raw: string; processed: string; features: string };
  /** Ids of the tasks: the controller's, and each component's by its name. */
  tasks: Record<string, string>;
  /** The model in use. */
  model: { id: string; name: string; metric: string; value: number };
  /** Every compared model's metrics on the held-out rows. */
  metrics: Record<string, Record<string, number>>;
  champion: { promoted: boolean; reason: string; previous: string | null };
  /** Null where a configured ClearML was used. */
  server: Record<"api" | "web" | "files" | "accessKey" | "secretKey", string> | null;
}

/** Puts together what a run tells its caller. */
export function runResult(
  run: PipelineRun<ThermalComfortResult>,
  about: { project: string; simulated: boolean; server: Server | undefined },
): RunResult {
  const { datasets, metrics, champion } = run.result;
  const { model, metric, value, promoted, reason, previous } = champion;
  const steps = Object.values(run.steps).map(({ name, taskId }) => [name, taskId ?? ""]);
  const { project, simulated, server } = about;
  return {
    project,
    simulated,
    datasets: { raw: datasets.raw.id, processed: datasets.processed.id, features: datasets.features.id },
    tasks: { controller: run.controllerId, ...Object.fromEntries(steps) },
    model: { id: model.id, name: model.name, metric, value },
    metrics,
    champion: { promoted, reason, previous },
    server: server ? { ...server.urls, ...keys(server) } : null,
  };
}

function keys({ credentials: { accessKey, secretKey } }: Server) {
  return { accessKey, secretKey };
}

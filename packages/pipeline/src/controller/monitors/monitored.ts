/** A title and a series, which together name a scalar. */
export type MetricName = readonly [title: string, series: string];

/** Parts of a step that are shown on the pipeline's task as well. */
export interface MonitorOptions {
  /** Scalars: `["loss", "train"]`, or with other names there, `[["loss", "train"], ["fit", "loss"]]`. */
  monitorMetrics?: readonly (MetricName | readonly [from: MetricName, to: MetricName])[];
  /** Artifacts by name, or with other names there, `["summary", "summary of the fit"]`. */
  monitorArtifacts?: readonly (string | readonly [from: string, to: string])[];
  /** Output models by the names under which the step's task lists them, or with other names there. */
  monitorModels?: readonly (string | readonly [from: string, to: string])[];
}

/** Parts of a step that are shown on the pipeline's task, each with its name there. */
export interface Monitored {
  metrics: readonly (readonly [from: MetricName, to: MetricName])[];
  artifacts: readonly (readonly [from: string, to: string])[];
  models: readonly (readonly [from: string, to: string])[];
}

/** Gives each monitored part its name on the pipeline's task, which is its own unless another is given. */
export function monitored({
  monitorMetrics = [],
  monitorArtifacts = [],
  monitorModels = [],
}: MonitorOptions): Monitored {
  return {
    metrics: monitorMetrics.map((metric) => (isName(metric) ? [metric, metric] : metric)),
    artifacts: monitorArtifacts.map(pair),
    models: monitorModels.map(pair),
  };
}

/** Tells whether anything of a step is monitored. */
export function isMonitored({ metrics, artifacts, models }: Monitored): boolean {
  return metrics.length + artifacts.length + models.length > 0;
}

function isName(metric: MetricName | readonly [MetricName, MetricName]): metric is MetricName {
  return typeof metric[0] === "string";
}

function pair(name: string | readonly [from: string, to: string]): readonly [from: string, to: string] {
  return typeof name === "string" ? [name, name] : name;
}

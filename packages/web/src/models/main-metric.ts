import type { JoinedModelRecord } from "@clearml-ts/protocol";

/** The tags by which the SDK knows the champion of a project and those before. */
export const [CHAMPION, FORMER_CHAMPION] = ["champion", "former-champion"] as const;

/** The metric by which a model was compared with the champion, and its value. */
export interface MainMetric {
  metric: string;
  value: number;
}

/** The main metric that a model was registered with; undefined where it has none. */
export function mainMetric({ metadata = {} }: Pick<JoinedModelRecord, "metadata">): MainMetric | undefined {
  const metric = metadata["main_metric"]?.value;
  const value = Number(metadata["main_metric_value"]?.value || Number.NaN);
  return metric && Number.isFinite(value) ? { metric, value } : undefined;
}

/** One model that was a champion, and why. */
export interface Reign {
  model: JoinedModelRecord;
  value: number;
  reason: string;
  /** Milliseconds since the epoch. */
  since: number;
}

/** The champions of a metric, the first one first, from the models that are or were one. */
export function reigns(models: readonly JoinedModelRecord[], metric: string): Reign[] {
  return models
    .flatMap((model) => {
      const main = mainMetric(model);
      return main?.metric !== metric
        ? []
        : [
            {
              model,
              value: main.value,
              reason: model.metadata?.["champion_reason"]?.value ?? "",
              since: Date.parse(model.created ?? "") || 0,
            },
          ];
    })
    .sort((a, b) => a.since - b.since);
}

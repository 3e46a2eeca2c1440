import { md5 } from "@clearml-ts/archive";
import type { LastMetrics, MetricEvent, MetricStats } from "@clearml-ts/protocol";
import type { EventSummary, ScalarSummary } from "./event-summary.ts";

/** Curves of one task or model whose summary is kept; points beyond are stored but not summed up. */
export const MAX_SUMMARIZED_CURVES = 2000;

/** The summaries that a record keeps of its curves. */
export interface CurveSummaries {
  readonly lastMetrics: LastMetrics;
  /** `metric/variant` of each curve in `lastMetrics`. */
  readonly uniqueMetrics: readonly string[];
}

/** Names metrics and variants in `last_metrics`, in sort orders and in filters. */
export function metricHash(name: string): string {
  return md5(name);
}

/** Brings the summaries of a record up to date with what a request reported. */
export function mergeSummaries(known: CurveSummaries, { scalars }: EventSummary): CurveSummaries {
  if (scalars.size === 0) {
    return known;
  }
  const uniqueMetrics = new Set(known.uniqueMetrics);
  const lastMetrics: LastMetrics = { ...known.lastMetrics };
  for (const [metric, summaries] of scalars) {
    const metricKey = metricHash(metric);
    const variants = { ...lastMetrics[metricKey] };
    for (const [variant, summary] of summaries) {
      const name = `${metric}/${variant}`;
      if (uniqueMetrics.size >= MAX_SUMMARIZED_CURVES && !uniqueMetrics.has(name)) {
        continue;
      }
      uniqueMetrics.add(name);
      const variantKey = metricHash(variant);
      variants[variantKey] = mergeCurve(variants[variantKey], summary);
      lastMetrics[metricKey] = variants;
    }
  }
  return { lastMetrics, uniqueMetrics: [...uniqueMetrics] };
}

/** The value is that of the latest request, whatever its iteration; extremes move only when they are beaten. */
function mergeCurve(known: MetricEvent | undefined, summary: ScalarSummary): MetricEvent {
  const merged: MetricEvent = {
    ...known,
    metric: summary.metric,
    variant: summary.variant,
    value: summary.value,
    ...(summary.xAxisLabel !== undefined && { x_axis_label: summary.xAxisLabel }),
  };
  if (known?.first_value === undefined) {
    merged.first_value = summary.firstValue;
    merged.first_value_iteration = summary.firstIteration;
  }
  if (known?.min_value === undefined || summary.minValue < known.min_value) {
    merged.min_value = summary.minValue;
    merged.min_value_iteration = summary.minIteration;
  }
  if (known?.max_value === undefined || summary.maxValue > known.max_value) {
    merged.max_value = summary.maxValue;
    merged.max_value_iteration = summary.maxIteration;
  }
  const count = known?.count ?? 0;
  merged.count = count + summary.count;
  merged.mean_value = round((count * (known?.mean_value ?? 0) + summary.total) / merged.count);
  return merged;
}

/** Two decimals, as the official server keeps it. */
function round(value: number): number {
  return Math.abs(value) < 1e19 ? Number(value.toFixed(2)) : value;
}

/** The `metric_stats` of a task: when each metric last reported each type of event. */
export function metricStats({ updates }: EventSummary): Record<string, MetricStats> {
  return Object.fromEntries(
    [...updates].map(([metric, byType]) => {
      const stats = [...byType].map(([type, timestamp]) => [type, { last_update: timestamp }]);
      return [metricHash(metric), { metric, event_stats_by_type: Object.fromEntries(stats) }];
    }),
  );
}

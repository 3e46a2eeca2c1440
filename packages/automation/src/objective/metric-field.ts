import { createHash } from "node:crypto";

/** A scalar by its title and its series. */
export interface MetricName {
  title: string;
  series: string;
}

/** Which value of a scalar is meant. */
export type MetricValue = "value" | "min_value" | "max_value";

/** The keys under which records keep the summary of a scalar. Reference: `Objective._get_last_metrics_encode_field` in `clearml/automation/optimization.py`. */
export function metricKeys({ title, series }: MetricName): [title: string, series: string] {
  return [md5(title), md5(series)];
}

/** The field by which the server orders and filters tasks by a scalar. */
export function metricField(metric: MetricName, value: MetricValue): `last_metrics.${string}` {
  return `last_metrics.${metricKeys(metric).join(".")}.${value}`;
}

function md5(text: string): string {
  return createHash("md5").update(text).digest("hex");
}

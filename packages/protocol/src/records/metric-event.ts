/** Last value and summary of one scalar, a leaf of {@link LastMetrics}. */
export interface MetricEvent {
  metric: string;
  variant: string;
  value: number;
  min_value?: number;
  min_value_iteration?: number;
  max_value?: number;
  max_value_iteration?: number;
  first_value?: number;
  first_value_iteration?: number;
  count?: number;
  mean_value?: number;
  x_axis_label?: string;
}

/** Summaries of all scalars of a task or model: by md5 of the metric's name, then by md5 of the variant's. */
export type LastMetrics = Record<string, Record<string, MetricEvent>>;

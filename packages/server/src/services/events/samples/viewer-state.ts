/** Between which iterations a client stands, for each task whose samples it leafs through. */
export type SamplePositions = Map<string, { readonly least: number; readonly greatest: number }>;

/** The state of a viewer of single images or plots. */
export interface ViewerState {
  readonly task: string;
  readonly type: "plot" | "training_debug_image";
  /** Whether going on stays within the metric. */
  readonly withinMetric: boolean;
  metric: string;
  /** Empty for plots: a viewer shows all variants of a plot together. */
  variant: string;
  iteration?: number;
}

import { counting } from "../../counting.ts";

const count = counting("en");

/** Texts of the curves of a task. */
export const curves = {
  search: "Part of a metric's name",
  axis: "Horizontal axis",
  axes: { iter: "iteration", timestamp: "time", relative: "time since the start" },
  anotherMetric: "another metric…",
  metricAcross: "Metric across",
  smoothing: "smoothing",
  logarithmic: "log y",
  logarithmicX: "log x",
  noScalars: "No scalars.",
  showAll: "Show all",
  allVariants: (variants: number) => `Show all ${variants} variants`,
  table: "Table",
  notFinite: (values: number) => `${count(values, "value is", "values are")} not a number`,
};

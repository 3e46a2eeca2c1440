import type { Stop } from "../stop.ts";

/** Two tasks side by side. */
export const comparison: readonly Stop[] = [
  compared("details", ["slow", "fast", "EXECUTION", "ARTIFACTS"]),
  compared("hyper-params/values", ["GENERAL", "VALIDATION"]),
  compared("hyper-params/graph", ["Performance Metrics", "Hyperparameters"]),
  compared("scalars/values", ["best loss", "accuracy", "1234567"]),
  compared("scalars/graph", ["Summary", "accuracy"], ".js-plotly-plot"),
  compared("metrics-plots", ["confusion - held out", "table - rows"], ".js-plotly-plot"),
  compared("debug-images", ["slow", "fast", "Metric:"], "img"),
];

function compared(tab: string, texts: readonly string[], drawn?: string): Stop {
  return {
    page: `comparison: ${tab}`,
    async visit(walker) {
      const ids = `${walker.id("slow")},${walker.id("fast")}`;
      await walker.open(`/projects/${walker.id("experiments")}/compare-tasks;ids=${ids}/${tab}`);
      const seen = await walker.reads(...texts);
      return drawn === undefined ? seen : `${seen}; ${await walker.counts(drawn)} × ${drawn}`;
    },
  };
}

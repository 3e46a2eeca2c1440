import type { PlotEvent } from "@clearml-ts/protocol";
import { callApi } from "../api/api.ts";
import { batched } from "../api/batched.ts";

/** The plots of one metric of a task. */
interface PlotQuestion {
  task: string;
  metric: string;
  /** How many variants it has. */
  variants: number;
}

/** Plots in one answer, about: each may be large. */
const MOST = 6;

/** Reads the newest plot of every variant of a metric; metrics of a task that come into sight together are read together. */
export const askPlots = batched<PlotQuestion, PlotEvent[]>(
  async (questions) => {
    const [first] = questions;
    const { plots } = await callApi("events.get_task_plots", {
      task: first?.task ?? "",
      iters: 1,
      metrics: questions.map(({ metric }) => ({ metric })),
      no_scroll: true,
    });
    return questions.map(({ metric }) => plots.filter((plot) => plot.metric === metric));
  },
  ({ variants }) => variants / MOST,
);

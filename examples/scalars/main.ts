import assert from "node:assert/strict";
import { Task, withTask } from "clearml-ts";

// Everything that a logger can draw: curves, a table, a histogram, a confusion matrix, and a plot of your own.
const id = await withTask({ project: "Examples", name: "scalars" }, async (task) => {
  const { logger } = task;
  for (let epoch = 0; epoch < 50; epoch += 1) {
    // Series of one title share a chart.
    logger.reportScalar("loss", "train", Math.exp(-epoch / 10), { iteration: epoch });
    logger.reportScalar("loss", "validation", Math.exp(-epoch / 12) + 0.05, { iteration: epoch });
  }
  logger.reportSingleValue("accuracy", 0.93);
  logger.reportTable("rooms", "votes", { table: [{ room: "north", vote: -1 }] });
  logger.reportHistogram("residuals", "validation", [1, 5, 9, 4, 1]);
  const confusion = [
    [40, 2],
    [3, 55],
  ];
  logger.reportConfusionMatrix("comfort", "validation", confusion, {
    xLabels: ["cold", "warm"],
    yLabels: ["cold", "warm"],
  });
  logger.reportPlotly("anything", "that Plotly draws", { data: [{ type: "bar", x: ["a", "b"], y: [1, 2] }] });
  return task.id;
});

const task = await Task.get({ id });
const { loss } = await task.getReportedScalars();
assert.equal(loss?.["train"]?.y.length, 50);
assert.equal((await task.getReportedSingleValues())["accuracy"], 0.93);
const plots = (await task.getReportedPlots()).map(({ metric }) => metric);
assert.deepEqual(plots.sort(), ["anything", "comfort", "residuals", "rooms"]);
console.log(`See ${task.webUrl}`);

import { comparisonSvg, type TrainingResult, trainingFigures } from "@clearml-ts/comfort-science";
import type { Task } from "@clearml-ts/tasks";

/** Puts what training found on a task: values, plots, tables, a picture and the model's file. */
export async function reportTraining(task: Task, result: TrainingResult): Promise<void> {
  const { best, comparison, skipped } = result;
  const { logger } = task;
  for (const [name, value] of Object.entries(comparison.find((model) => model.name === best.name)?.test ?? {})) {
    logger.reportSingleValue(name, value);
  }
  const table = comparisonTable(result);
  logger.reportTable("Models", "comparison", { table });
  for (const { title, series, figure } of trainingFigures(result)) {
    logger.reportPlotly(title, series, figure);
  }

  const { row, group, measured, predicted } = result.predictions;
  await task.uploadArtifact("comparison", { table });
  await task.uploadArtifact("predictions", { table: { row, group, measured, predicted } });
  await task.uploadArtifact("importance", { json: best.importance });
  await task.uploadArtifact("left_out", { json: skipped });
  await task.uploadArtifact("comparison_picture", Buffer.from(comparisonSvg(result)), { extension: ".svg" });
  // The extension tells readers what it is: a zip with a forest in it, or JSON.
  await task.uploadArtifact("model", best.file.bytes, { extension: best.file.name.slice(best.file.name.indexOf(".")) });
}

/** One row a model. */
function comparisonTable({ comparison }: TrainingResult) {
  return comparison.map(({ name, framework, params, validation, test, seconds, rows, note = "" }) => ({
    model: name,
    framework,
    parameters: JSON.stringify(params),
    ...test,
    ...Object.fromEntries(Object.entries(validation.mean).map(([metric, value]) => [`validated ${metric}`, value])),
    "training rows": rows.train,
    "held-out rows": rows.test,
    "seconds to fit": seconds.fit,
    note,
  }));
}

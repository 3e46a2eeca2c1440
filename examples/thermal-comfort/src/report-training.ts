import type { Task } from "@clearml-ts/tasks";
import type { TrainingResult } from "./training/training-result.ts";

/** Puts what training found on a task: values, plots, tables and the model's file. */
export async function reportTraining(task: Task, result: TrainingResult): Promise<void> {
  const { best, comparison } = result;
  for (const [name, value] of Object.entries(comparison.find((model) => model.name === best.name)?.test ?? {})) {
    task.logger.reportSingleValue(name, value);
  }
  await task.uploadArtifact("comparison", { table: comparisonTable(result) });
  const { row, group, measured, predicted } = result.predictions;
  await task.uploadArtifact("predictions", { table: { row, group, measured, predicted } });
  await task.uploadArtifact("model", best.file.bytes, { extension: best.file.name.slice(best.file.name.indexOf(".")) });
}

/** One row a model. */
function comparisonTable({ comparison }: TrainingResult) {
  return comparison.map(({ name, framework, validation, test, seconds, rows }) => ({
    model: name,
    framework,
    ...Object.fromEntries(Object.entries(test).map(([metric, value]) => [metric, value])),
    ...Object.fromEntries(Object.entries(validation.mean).map(([metric, value]) => [`${metric} validated`, value])),
    "training rows": rows.train,
    "seconds to fit": seconds.fit,
  }));
}

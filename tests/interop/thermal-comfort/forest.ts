import { join } from "node:path";
import type { Connection } from "@clearml-ts/client";
import { gradientBoostedTrees, readTrainingTable, trainingData } from "@clearml-ts/comfort-science";
import { Dataset } from "@clearml-ts/datasets";
import { registerModel } from "@clearml-ts/models";
import { withTask } from "@clearml-ts/tasks";

/** A forest in the registry, and the task that says what it predicted. */
export interface Forest {
  model: string;
  /** Has the artifact `predictions`. */
  task: string;
}

/**
 * Trains a forest by the example's own code and stores it as the example does, for runs whose best model is not a forest.
 */
export function trainForest(connection: Connection, features: string): Promise<Forest> {
  return withTask(
    { project: "interop", name: "forest" },
    async (task) => {
      const folder = await (await Dataset.get({ id: features }, { connection })).getLocalCopy();
      const table = await readTrainingTable(join(folder, "features.csv.gz"));
      const { train, test } = trainingData(table, "regression");
      using forest = await gradientBoostedTrees.fit(train.rows, {});
      const predicted = forest.predict(test.rows);
      await task.uploadArtifact("predictions", { table: { row: test.positions, predicted } });
      const file = forest.save();
      const { framework } = gradientBoostedTrees;
      const model = await registerModel({
        task,
        name: "forest",
        weights: file.bytes,
        targetName: file.name,
        framework,
      });
      return { model: model.id, task: task.id };
    },
    { connection },
  );
}

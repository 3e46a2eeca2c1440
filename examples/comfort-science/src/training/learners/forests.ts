/// <reference path="./ydf/ydf-modules.d.ts" />
import { zipSync } from "fflate";
import YDFTraining, { type YdfModel, type YdfTraining } from "ydf-training";
import { isNumeric } from "../../data/table/table.ts";
import type { Rows } from "../rows/rows.ts";
import type { FittedModel, Learner, ModelFile } from "./learner.ts";
import { startYdf } from "./ydf/start-ydf.ts";
import { modelExamples, readPredictions, trainingExamples } from "./ydf/ydf-examples.ts";

/** Gradient boosted trees by Yggdrasil Decision Forests, with its own settings: its WebAssembly build takes no others. */
export const gradientBoostedTrees: Learner = {
  name: "GradientBoostedTrees",
  framework: "ydf",
  defaults: {},
  // Twice as many rows of the ASHRAE database take twice as long, and change R2 by less than it varies over the folds.
  rowLimit: 40_000,
  fit: (rows) => fitForest("GradientBoostedTreesLearner", rows),
};

/** A random forest by Yggdrasil Decision Forests, with its own settings: its WebAssembly build takes no others. */
export const randomForest: Learner = {
  name: "RandomForest",
  framework: "ydf",
  defaults: {},
  // As above, and 300 trees of all rows are hundreds of megabytes.
  rowLimit: 20_000,
  fit: (rows) => fitForest("RandomForestLearner", rows),
};

type ForestKind = "GradientBoostedTreesLearner" | "RandomForestLearner";

async function fitForest(kind: ForestKind, rows: Rows): Promise<FittedModel> {
  const { ydf, lines } = await startYdf(YDFTraining);
  const label = labelName(rows);
  const target = isNumeric(rows.target) ? Array.from(rows.target) : rows.target;
  const learner = new ydf[kind](label, isNumeric(rows.target) ? "REGRESSION" : "CLASSIFICATION");
  const model = train(() => learner.train({ ...trainingExamples(rows), [label]: target }), lines);
  return {
    predict: (asked) =>
      readPredictions(model.predict(modelExamples(asked)), asked.target.length, model.getLabelClasses()),
    save: () => saveForest(ydf, model, kind === "RandomForestLearner" ? "random-forest" : "gradient-boosted-trees"),
    [Symbol.dispose]: () => model.unload(),
  };
}

/** The library's lines alone may name the cause, where its exception says "Aborted". */
function train(work: () => YdfModel, lines: readonly string[]): YdfModel {
  try {
    return work();
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new Error(lines.length > 0 ? `${message} YDF said last: ${lines.at(-1)}` : message, { cause });
  }
}

/** The model's folder, as every port of YDF reads it, in one flat zip. */
function saveForest(ydf: YdfTraining, model: YdfModel, name: string): ModelFile {
  const folder = `/${name}`;
  model.internalModel.save(folder);
  const names = ydf.FS.readdir(folder).filter((entry) => entry !== "." && entry !== "..");
  const files = Object.fromEntries(names.map((entry) => [entry, takeFile(ydf, `${folder}/${entry}`)]));
  ydf.FS.rmdir(folder);
  // The lowest level takes half the time of the usual one and makes a file that is a tenth larger.
  return { name: `${name}.zip`, bytes: zipSync(files, { level: 1 }) };
}

/** Reads a file out of the library's file system, which holds it in memory until then. */
function takeFile(ydf: YdfTraining, path: string): Uint8Array {
  const bytes = ydf.FS.readFile(path);
  ydf.FS.unlink(path);
  return bytes;
}

/** The name of the target inside the model: one that no feature has. */
function labelName(rows: Rows): string {
  let name = "target";
  while (name in rows.columns) {
    name += "_";
  }
  return name;
}

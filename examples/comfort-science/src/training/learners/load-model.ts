/// <reference path="./ydf/ydf-modules.d.ts" />
import YDFInference from "ydf-inference";
import { type BaselineModel, predictBaseline } from "./baseline.ts";
import { type CartModel, predictCart } from "./cart.ts";
import type { JsonModel } from "./json-model.ts";
import type { ModelFile, Predictor } from "./learner.ts";
import { type PmvModel, predictPmv } from "./pmv.ts";
import { predictRidge, type RidgeModel } from "./ridge.ts";
import { startYdf } from "./ydf/start-ydf.ts";
import { modelExamples, readPredictions } from "./ydf/ydf-examples.ts";

type KnownModel = BaselineModel | PmvModel | RidgeModel | CartModel;

/** Reads a model back from its file, to predict with it; a forest by `ydf-inference`, which any YDF model suits. */
export async function loadModel(file: ModelFile): Promise<Predictor> {
  if (file.name.endsWith(".zip")) {
    return loadForest(file);
  }
  const model = JSON.parse(new TextDecoder().decode(file.bytes)) as JsonModel;
  if (!isKnown(model)) {
    throw new Error(`${file.name} is not a model of this program: its format is "${model.format}".`);
  }
  return { predict: (rows) => predictWith(model, rows), [Symbol.dispose]: () => {} };
}

function isKnown(model: JsonModel): model is KnownModel {
  return ["baseline", "pmv", "ridge", "cart"].includes(model.format);
}

function predictWith(model: KnownModel, rows: Parameters<Predictor["predict"]>[0]) {
  switch (model.format) {
    case "baseline":
      return predictBaseline(model, rows);
    case "pmv":
      return predictPmv(model, rows);
    case "ridge":
      return predictRidge(model, rows);
    case "cart":
      return predictCart(model, rows);
  }
}

async function loadForest(file: ModelFile): Promise<Predictor> {
  const { ydf } = await startYdf(YDFInference);
  const model = await ydf.loadModelFromZipBlob(file.bytes);
  return {
    predict: (rows) => readPredictions(model.predict(modelExamples(rows)), rows.target.length, model.getLabelClasses()),
    [Symbol.dispose]: () => model.unload(),
  };
}

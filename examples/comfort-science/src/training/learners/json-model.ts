import type { Column } from "../../data/table/table.ts";
import type { Rows } from "../rows/rows.ts";
import type { FittedModel } from "./learner.ts";

/** A model that is plain JSON, told from others by its format. */
export interface JsonModel {
  readonly format: string;
}

/** Makes a fitted model of plain JSON and the function that predicts with it. */
export function jsonModel<M extends JsonModel>(model: M, predict: (model: M, rows: Rows) => Column): FittedModel {
  return {
    predict: (rows) => predict(model, rows),
    // Nothing is held that the garbage collector does not see.
    [Symbol.dispose]: () => {},
    save: () => ({ name: `${model.format}.json`, bytes: new TextEncoder().encode(JSON.stringify(model)) }),
  };
}

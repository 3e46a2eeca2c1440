import { CholeskyDecomposition, Matrix } from "ml-matrix";
import { mean } from "simple-statistics";
import type { Column } from "../../data/table/table.ts";
import { applyDesign, type Design, fitDesign } from "../rows/design-matrix.ts";
import type { Rows } from "../rows/rows.ts";
import { decodeOutcome, encodeOutcome } from "../scores/outcome.ts";
import { type JsonModel, jsonModel } from "./json-model.ts";
import type { Learner } from "./learner.ts";

/** A linear model: one intercept and one list of weights for the number, or for each class. */
export interface RidgeModel extends JsonModel {
  readonly format: "ridge";
  readonly design: Design;
  readonly intercepts: readonly number[];
  readonly weights: readonly (readonly number[])[];
  readonly classes?: readonly string[];
}

/** Least squares with a penalty on the squared weights of standardised features; for classes, on 0 and 1. */
export const ridge: Learner = {
  name: "Ridge",
  framework: "ml-matrix",
  defaults: { lambda: 1 },
  draw: (random) => ({ lambda: Number((10 ** (random() * 6 - 1)).toPrecision(3)) }),
  fit: async (rows, params) => jsonModel(fitRidge(rows, params.lambda ?? 1), predictRidge),
};

function fitRidge(rows: Rows, lambda: number): RidgeModel {
  const design = fitDesign(rows);
  const columns = applyDesign(design, rows);
  const centres = columns.map((column) => mean(Array.from(column)));
  const outcome = encodeOutcome(rows.target);
  const levels = outcome.columns.map((column) => mean(Array.from(column)));

  const normal = new Matrix(columns.length, columns.length);
  const products = new Matrix(columns.length, levels.length);
  for (const [i, column] of columns.entries()) {
    for (let j = 0; j <= i; j++) {
      const value = centredProduct(column, columns[j] ?? column, (centres[i] ?? 0) * (centres[j] ?? 0));
      normal.set(i, j, value);
      normal.set(j, i, value);
    }
    normal.set(i, i, normal.get(i, i) + lambda);
    for (const [k, outcomes] of outcome.columns.entries()) {
      products.set(i, k, centredProduct(column, outcomes, (centres[i] ?? 0) * (levels[k] ?? 0)));
    }
  }
  const solution = new CholeskyDecomposition(normal).solve(products);
  const weights = levels.map((_, k) => solution.getColumn(k));
  const intercepts = levels.map((level, k) => level - dot(centres, weights[k] ?? []));
  return { format: "ridge", design, intercepts, weights, ...(outcome.classes && { classes: outcome.classes }) };
}

/** Sum of products of two columns after taking their means away. */
function centredProduct(a: Float64Array, b: Float64Array, productOfMeans: number): number {
  return dot(a, b) - a.length * productOfMeans;
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) {
    sum += (a[index] ?? 0) * (b[index] ?? 0);
  }
  return sum;
}

/** Predicts with a linear model. */
export function predictRidge(model: RidgeModel, rows: Rows): Column {
  const columns = applyDesign(model.design, rows);
  const predicted = model.intercepts.map((intercept, k) => {
    const sums = new Float64Array(rows.target.length).fill(intercept);
    for (const [i, column] of columns.entries()) {
      const weight = model.weights[k]?.[i] ?? 0;
      for (let row = 0; row < sums.length; row++) {
        sums[row] = (sums[row] ?? 0) + weight * (column[row] ?? 0);
      }
    }
    return sums;
  });
  return decodeOutcome(predicted, model.classes);
}

import { sample, shuffle } from "simple-statistics";
import { createRandom } from "../../data/simulation/random.ts";
import { type Column, isNumeric } from "../../data/table/table.ts";
import type { Predictor } from "../learners/learner.ts";
import { gatherRows, type Rows, withColumn } from "../rows/rows.ts";
import { type MetricName, metrics, score } from "./metrics.ts";

/** How much worse a model gets by the main metric when the values of one feature are shuffled among the rows. */
export interface FeatureImportance {
  readonly feature: string;
  readonly value: number;
}

const MOST_ROWS = 2000;

/**
 * Measures what each feature is worth to a model on rows that it has not seen, the most valuable first.
 *
 * It asks every model the same question, where the counts that forests keep of themselves favour features with many
 * values and compare with nothing. Features that say the same share what they are worth.
 */
export function permutationImportance(
  model: Predictor,
  rows: Rows,
  options: { metric: MetricName; seed: number },
): FeatureImportance[] {
  const random = createRandom(options.seed);
  const all = [...rows.target.keys()];
  const some = all.length > MOST_ROWS ? gatherRows(rows, sample(all, MOST_ROWS, random)) : rows;
  const sign = metrics[options.metric].better === "higher" ? 1 : -1;
  const judge = (asked: Rows) => score(some.target, model.predict(asked))[options.metric] ?? Number.NaN;
  const whole = judge(some);
  const importance = Object.entries(some.columns).map(([feature, column]) => {
    const shuffled = withColumn(some, feature, shuffleColumn(column, random));
    return { feature, value: sign * (whole - judge(shuffled)) };
  });
  return importance.filter(({ value }) => Number.isFinite(value)).sort((a, b) => b.value - a.value);
}

function shuffleColumn(column: Column, random: () => number): Column {
  return isNumeric(column) ? Float64Array.from(shuffle(Array.from(column), random)) : shuffle(column, random);
}

import type { Column } from "../../data/table/table.ts";
import type { FittedModel, Learner, ModelFile, Params } from "../learners/learner.ts";
import { learners } from "../learners/learners.ts";
import { loadModel } from "../learners/load-model.ts";
import type { Rows } from "../rows/rows.ts";
import type { MetricName } from "../scores/metrics.ts";
import { type FeatureImportance, permutationImportance } from "../scores/permutation-importance.ts";

/** One model to fit and what to predict with it. Plain data: it travels to another thread. */
export interface Job {
  readonly learner: string;
  readonly params: Params;
  readonly train: Rows;
  readonly predict: Rows;
  /** Asks for the model's file, and how much each feature matters to a metric. */
  readonly keep?: { readonly metric: MetricName; readonly seed: number };
}

/** The result of a job. */
export interface JobResult {
  readonly predicted: Column;
  /** How long fitting took. */
  readonly seconds: number;
  readonly kept?: { readonly file: ModelFile; readonly importance: readonly FeatureImportance[] };
}

/**
 * Fits one model and predicts with it.
 *
 * A model that is kept predicts from its file, read back: what is judged is then what is registered.
 */
export async function runJob(job: Job): Promise<JobResult> {
  const learner = learners.find(({ name }) => name === job.learner);
  if (learner === undefined) {
    throw new Error(`No learner is called "${job.learner}".`);
  }
  if (job.keep === undefined) {
    const { fitted, seconds } = await fit(learner, job);
    using model = fitted;
    return { predicted: model.predict(job.predict), seconds };
  }
  const { file, seconds } = await fitAndSave(learner, job);
  using model = await loadModel(file);
  const importance = permutationImportance(model, job.predict, job.keep);
  return { predicted: model.predict(job.predict), seconds, kept: { file, importance } };
}

/** Lets the model go when it is saved: a forest twice in memory is several hundred megabytes too many. */
async function fitAndSave(learner: Learner, job: Job): Promise<{ file: ModelFile; seconds: number }> {
  const { fitted, seconds } = await fit(learner, job);
  using model = fitted;
  return { file: model.save(), seconds };
}

async function fit(learner: Learner, { train, params }: Job): Promise<{ fitted: FittedModel; seconds: number }> {
  const started = performance.now();
  const fitted = await learner.fit(train, params);
  return { fitted, seconds: (performance.now() - started) / 1000 };
}

import { createRandom } from "../data/simulation/random.ts";
import { type CrossValidation, crossValidate } from "./folds/cross-validate.ts";
import type { Learner, Params } from "./learners/learner.ts";
import { isBetter, type MetricName } from "./scores/metrics.ts";

/** Parameters with what cross-validation said of them. */
export interface TunedLearner {
  readonly learner: Learner;
  readonly params: Params;
  readonly validation: CrossValidation;
  /** Seconds spent fitting with all parameters tried. */
  readonly seconds: number;
}

const DRAWS = 8;

/** The parameters to try: the defaults, and as many random draws where there is something to tune. */
export function candidates(learner: Learner, options: { tune: boolean; seed: number }): Params[] {
  const { draw, defaults } = learner;
  if (!options.tune || draw === undefined) {
    return [defaults];
  }
  const random = createRandom(options.seed);
  return [defaults, ...Array.from({ length: DRAWS }, () => draw(random))];
}

/** Random search: cross-validates all candidates on the same folds and keeps the best by the metric. */
export async function tuneLearner(
  learner: Learner,
  options: { metric: MetricName; tune: boolean; seed: number },
  context: Omit<Parameters<typeof crossValidate>[2], "candidate">,
): Promise<TunedLearner> {
  const tried = await Promise.all(
    candidates(learner, options).map(async (params, candidate) => ({
      params,
      validation: await crossValidate(learner, params, { ...context, candidate }),
    })),
  );
  const value = ({ validation }: (typeof tried)[number]) => validation.mean[options.metric];
  // Of equals the first stays, so the defaults are only left for something better.
  const best = tried.reduce((best, other) => (isBetter(options.metric, value(other), value(best)) ? other : best));
  const seconds = tried.reduce((sum, { validation }) => sum + validation.seconds, 0);
  return { learner, ...best, seconds };
}

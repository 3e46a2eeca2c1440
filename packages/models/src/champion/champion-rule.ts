import { UnknownMetricError } from "../errors.ts";

/** Whether more of a metric is better, or less. */
export type MetricDirection = "up" | "down";

const DIRECTIONS: Readonly<Record<string, MetricDirection>> = {
  r2: "up",
  explainedvariance: "up",
  accuracy: "up",
  balancedaccuracy: "up",
  precision: "up",
  recall: "up",
  f1: "up",
  f1macro: "up",
  macrof1: "up",
  f1weighted: "up",
  auc: "up",
  rocauc: "up",
  rmse: "down",
  mse: "down",
  mae: "down",
  mape: "down",
  medae: "down",
  loss: "down",
  logloss: "down",
};

/**
 * Tells whether a higher or a lower value of a well-known metric is better; case, blanks and signs do not matter.
 *
 * @throws {UnknownMetricError} when the metric is not known.
 */
export function metricDirection(metric: string): MetricDirection {
  const direction =
    DIRECTIONS[
      metric
        .toLowerCase()
        .replace("²", "2")
        .replace(/[^a-z0-9]/g, "")
    ];
  if (!direction) {
    throw new UnknownMetricError(metric);
  }
  return direction;
}

/** The two values to decide between. */
export interface ChampionContest {
  metric: string;
  /** @default what {@link metricDirection} knows about the metric */
  direction?: MetricDirection;
  /** Value of the new model. */
  candidate: number;
  /** Value of the model in force, if there is one whose value is known. */
  champion?: number | undefined;
}

/** Who is in force from now on, and why. */
export interface ChampionDecision {
  promoted: boolean;
  /** One sentence for people. */
  reason: string;
}

/**
 * Decides whether a candidate takes the champion's place: only if it is strictly better, so that equals change nothing.
 *
 * @throws {UnknownMetricError} when the direction is neither given nor known.
 */
export function decideChampion({ metric, direction, candidate, champion }: ChampionContest): ChampionDecision {
  const up = (direction ?? metricDirection(metric)) === "up";
  if (Number.isNaN(candidate)) {
    return { promoted: false, reason: `The candidate has no ${metric}, so nothing shows that it is better.` };
  }
  if (champion === undefined || Number.isNaN(champion)) {
    return {
      promoted: true,
      reason: `No champion with a known ${metric} is in force; the candidate has ${candidate}.`,
    };
  }
  if (candidate === champion) {
    return { promoted: false, reason: `${metric} ${candidate} equals the champion's.` };
  }
  const better = up ? candidate > champion : candidate < champion;
  const comparison = `${metric} ${candidate} is ${candidate > champion ? "above" : "below"} the champion's ${champion}`;
  return { promoted: better, reason: `${comparison}, and ${up ? "higher" : "lower"} is better.` };
}

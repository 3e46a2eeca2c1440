import { InvalidValueError } from "@clearml-ts/tasks";
import { UnknownMetricError } from "../errors.ts";

/** The direction in which a metric gets better. */
export type MetricDirection = "up" | "down";

/** Names of metrics without blanks and signs, and in which direction each gets better. */
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
 * @throws {@link UnknownMetricError} when the metric is not in the list.
 */
export function metricDirection(metric: string): MetricDirection {
  const name = plainName(metric);
  const direction = Object.hasOwn(DIRECTIONS, name) ? DIRECTIONS[name] : undefined;
  if (!direction) {
    throw new UnknownMetricError(metric);
  }
  return direction;
}

function plainName(metric: string): string {
  return metric
    .toLowerCase()
    .replace("²", "2")
    .replace(/[^a-z0-9]/g, "");
}

/** Rows on which a metric must have been computed, where nothing else is asked for. */
const MINIMUM_ROWS = 30;

/** Conditions that a candidate must meet whoever the current champion is. */
export interface ChampionFloor {
  /**
   * Value that a model without knowledge reaches, such as the mean or the most frequent class; the candidate must be
   * strictly better. `false` asks for nothing. @default 0 for R2, which is the mean's; nothing for other metrics
   */
  baseline?: number | false | undefined;
  /** Fewest rows that the candidate's value may rest on; 0 asks for nothing. @default 30 */
  minimumRows?: number | undefined;
}

/** The values to decide between. */
export interface ChampionContest extends ChampionFloor {
  metric: string;
  /** @default the direction that {@link metricDirection} knows */
  direction?: MetricDirection;
  /** Value of the new model. */
  candidate: number;
  /** Rows on which that value was computed; unknown, they are not asked about. */
  rows?: number | undefined;
  /** Value of the current champion, if there is one; one that is not a finite number counts as unknown. */
  champion?: number | undefined;
  /** Smallest improvement over the champion that is enough; with 0, the candidate must be better at all. @default 0 */
  minImprovement?: number | undefined;
}

/** The decision about a candidate, and its reason. */
export interface ChampionDecision {
  promoted: boolean;
  /** One sentence for people, numbers rounded. */
  reason: string;
}

/**
 * Decides whether a candidate takes the champion's place: only if it rests on enough rows, is better than the baseline,
 * and is strictly better than the current champion, by as much as is asked for, so that equals change nothing.
 *
 * @throws {@link UnknownMetricError} when the direction is neither given nor known.
 * @throws {@link InvalidValueError} when `minImprovement` is not a number from 0 on.
 */
export function decideChampion(contest: ChampionContest): ChampionDecision {
  const { metric, candidate, champion, rows, minimumRows = MINIMUM_ROWS, minImprovement = 0 } = contest;
  const direction = contest.direction ?? metricDirection(metric);
  const { baseline = isR2(metric) ? 0 : false } = contest;
  const isBetterThan = (other: number) => (direction === "up" ? candidate > other : candidate < other);
  const against = (whose: string, other: number) =>
    `${comparison(metric, candidate, other, whose)}, and ${direction === "up" ? "higher" : "lower"} is better`;

  if (!(minImprovement >= 0)) {
    throw new InvalidValueError(`minImprovement must be a number from 0 on, not ${minImprovement}.`);
  }
  if (Number.isNaN(candidate)) {
    return { promoted: false, reason: `The candidate has no ${metric}, so nothing shows that it is better.` };
  }
  if (!Number.isFinite(candidate)) {
    return { promoted: false, reason: `The candidate's ${metric} is ${candidate}, which shows nothing.` };
  }
  if (rows !== undefined && rows < minimumRows) {
    const reason = `${metric} ${rounded(candidate)} rests on ${rows} rows only, and at least ${minimumRows} are asked for.`;
    return { promoted: false, reason };
  }
  if (baseline !== false && !isBetterThan(baseline)) {
    return { promoted: false, reason: `${against("baseline", baseline)}: the candidate is not better than no model.` };
  }
  if (champion === undefined || !Number.isFinite(champion)) {
    const floor = baseline === false ? "" : `, and the baseline ${rounded(baseline)}`;
    const reason = `There is no champion with a known ${metric}; the candidate has ${rounded(candidate)}${floor}.`;
    return { promoted: true, reason };
  }
  const target = direction === "up" ? champion + minImprovement : champion - minImprovement;
  if (isBetterThan(champion) && candidate !== target && !isBetterThan(target)) {
    const reason = `${comparison(metric, candidate, champion, "champion")}, which is less of an improvement than the ${minImprovement} asked for.`;
    return { promoted: false, reason };
  }
  return { promoted: isBetterThan(champion), reason: `${against("champion", champion)}.` };
}

function isR2(metric: string): boolean {
  return plainName(metric) === "r2";
}

function comparison(metric: string, candidate: number, other: number, whose: string): string {
  if (candidate === other) {
    return `${metric} ${rounded(candidate)} equals the ${whose}'s`;
  }
  // Numbers that differ must not read alike.
  const isClose = rounded(candidate) === rounded(other);
  const [value, otherValue] = isClose ? [candidate, other] : [rounded(candidate), rounded(other)];
  return `${metric} ${value} is ${candidate > other ? "above" : "below"} the ${whose}'s ${otherValue}`;
}

/** Four digits are as many as people compare. */
function rounded(value: number): string {
  return String(Number(value.toPrecision(4)));
}

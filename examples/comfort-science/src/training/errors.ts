import type { MetricName } from "./scores/metrics.ts";

/** Thrown when a metric is asked for by a name that is not known. */
export class UnknownMetricError extends Error {
  override name = "UnknownMetricError";

  constructor(
    readonly metric: string,
    readonly known: readonly MetricName[],
  ) {
    super(`There is no metric "${metric}". Choose one of ${known.join(", ")}.`);
  }
}

/** Thrown when the number of models to compare is not one that can be compared. */
export class ModelCountError extends Error {
  override name = "ModelCountError";

  constructor(
    readonly models: number,
    readonly available: number,
  ) {
    super(`Cannot compare ${models} models: ask for a whole number from 1 to ${available}.`);
  }
}

/** Thrown when rows cannot be parted so that a model is judged on groups that it has not seen. */
export class TooFewGroupsError extends Error {
  override name = "TooFewGroupsError";

  constructor(
    readonly part: "train" | "test",
    readonly groups: number,
    readonly needed: number,
  ) {
    const have = groups === 1 ? "1 group" : `${groups} groups`;
    super(
      `The ${part === "train" ? "training" : "held-out"} part has ${have} of rows and needs ${needed}: give data of more buildings or months, or choose another column to group by.`,
    );
  }
}

/** Thrown when no model has a value of the main metric, as R2 has none where the target does not vary. */
export class UndefinedMetricError extends Error {
  override name = "UndefinedMetricError";

  constructor(readonly metric: MetricName) {
    super(`${metric} is not defined for any model on these rows. Choose another main metric, or give more rows.`);
  }
}

/** Thrown when a learner fails; the cause is what it said. */
export class LearnerError extends Error {
  override name = "LearnerError";

  constructor(
    readonly learner: string,
    options: ErrorOptions,
  ) {
    const reason = options.cause instanceof Error ? options.cause.message : String(options.cause);
    super(`${learner} could not be trained: ${reason}`, options);
  }
}

import { ClearMLError } from "@clearml-ts/protocol";

/** Thrown when no model has the id, or the project and name, that was asked for. */
export class ModelNotFoundError extends ClearMLError {
  override name = "ModelNotFoundError";

  constructor(
    /** How the model was looked for, as in `id "…"` or `name "…" in project "…"`. */
    readonly lookup: string,
    options?: ErrorOptions,
  ) {
    super(`No model with ${lookup}. Check the spelling, and that it is on this server and not archived.`, options);
  }
}

/** Thrown when an operation needs weights that the model does not have yet. */
export class ModelNotStoredError extends ClearMLError {
  override name = "ModelNotStoredError";

  constructor(
    readonly model: string,
    readonly action: string,
  ) {
    super(`Cannot ${action} model "${model}" before it has weights: call uploadWeights() or registerUrl() first.`);
  }
}

/** Thrown when weights cannot be read or have no name. */
export class WeightsError extends ClearMLError {
  override name = "WeightsError";
}

/** Thrown when it is not known whether more or less of a metric is better. */
export class UnknownMetricError extends ClearMLError {
  override name = "UnknownMetricError";

  constructor(readonly metric: string) {
    super(`It is not known whether a higher or a lower "${metric}" is better: pass direction "up" or "down".`);
  }
}

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
    super(`Cannot ${action} model "${model}" before it has weights: call updateWeights() first.`);
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

/** Thrown when a project has no champion that could step back. */
export class NoChampionError extends ClearMLError {
  override name = "NoChampionError";

  constructor(
    readonly project: string,
    readonly mainMetric: string,
  ) {
    super(
      `Project "${project}" has no champion by ${mainMetric}. The first model that promoteChampion() takes is one.`,
    );
  }
}

/** Thrown when a champion cannot give way to the one before it. */
export class RollbackError extends ClearMLError {
  override name = "RollbackError";

  constructor(
    /** Id of the champion, which stays. */
    readonly champion: string,
    readonly reason: string,
    options?: ErrorOptions,
  ) {
    super(`Champion ${champion} stays: ${reason}.`, options);
  }
}

/** Thrown when a published model should be changed in a way that those who use it would notice. */
export class ModelPublishedError extends ClearMLError {
  override name = "ModelPublishedError";

  constructor(
    /** Its id. */
    readonly model: string,
    /** The action that was refused, as in `change the labels of`. */
    readonly action: string,
  ) {
    super(`Cannot ${action} model ${model}: it is published. Register a new model.`);
  }
}

/** Thrown when a model cannot be deleted because tasks use it. */
export class ModelInUseError extends ClearMLError {
  override name = "ModelInUseError";

  constructor(
    /** Its id. */
    readonly model: string,
    reason: string,
    options?: ErrorOptions,
  ) {
    super(`Model ${model} is not deleted: ${reason}. Pass force to delete it all the same.`, options);
  }
}

/** Thrown when a model was deleted, but not its weights. */
export class LeftoverWeightsError extends ClearMLError {
  override name = "LeftoverWeightsError";

  constructor(
    /** Id of the model, which is deleted. */
    readonly model: string,
    /** Address of the weights. */
    readonly url: string,
    options?: ErrorOptions,
  ) {
    super(`Model ${model} is deleted, but its weights could not be: remove them in their store: ${url}`, options);
  }
}

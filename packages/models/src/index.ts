export {
  type ChampionContest,
  type ChampionDecision,
  type ChampionFloor,
  decideChampion,
  type MetricDirection,
  metricDirection,
} from "./champion/champion-rule.ts";
export {
  CHAMPION,
  type Champion,
  type ChampionPlace,
  currentChampion,
  FORMER_CHAMPION,
  settleChampions,
} from "./champion/champions.ts";
export { type GetChampionOptions, getChampion } from "./champion/get-champion.ts";
export {
  type ChampionCandidate,
  type PromoteChampionOptions,
  type Promotion,
  promoteChampion,
} from "./champion/promote-champion.ts";
export { type Rollback, type RollbackChampionOptions, rollbackChampion } from "./champion/rollback-champion.ts";
export {
  LeftoverWeightsError,
  ModelInUseError,
  ModelNotFoundError,
  ModelNotStoredError,
  ModelPublishedError,
  NoChampionError,
  RollbackError,
  UnknownMetricError,
  WeightsError,
} from "./errors.ts";
export type { ImportModelOptions } from "./input/import-model.ts";
export { type ConnectModelOptions, InputModel } from "./input/input-model.ts";
export type { DatasetOrigin } from "./lineage/dataset-origins.ts";
export type { UsedDataset } from "./lineage/inputs-of-task.ts";
export { type ModelLineageOptions, modelLineage } from "./lineage/model-lineage.ts";
export type { CodeOrigin, ModelLineage, ModelOrigin, TaskOrigin } from "./lineage/origins.ts";
export type { Presence } from "./lineage/presence.ts";
export { OutputModel } from "./output/output-model.ts";
export type { OutputModelOptions, UpdateWeightsOptions } from "./output/output-options.ts";
export { type RegisterModelOptions, registerModel } from "./output/register-model.ts";
export type { StoreWeightsOptions, WeightsSource } from "./output/store-weights.ts";
export type { ListModelsOptions } from "./registry/find/model-lookup.ts";
export { type Framework, frameworkOfFile } from "./registry/framework.ts";
export { type GetWeightsOptions, Model, type ModelLookup } from "./registry/model.ts";
export type { ModelDescription } from "./registry/model-description.ts";
export type { SetMetadataOptions } from "./registry/model-notes.ts";
export type { RemoveModelOptions } from "./registry/remove-model.ts";

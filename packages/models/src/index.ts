export {
  type ChampionContest,
  type ChampionDecision,
  decideChampion,
  type MetricDirection,
  metricDirection,
} from "./champion-rule.ts";
export {
  CHAMPION,
  type Champion,
  type ChampionPlace,
  currentChampion,
  FORMER_CHAMPION,
  settleChampions,
} from "./champions.ts";
export { ModelNotFoundError, ModelNotStoredError, UnknownMetricError, WeightsError } from "./errors.ts";
export { InputModel } from "./input-model.ts";
export { type GetWeightsOptions, Model, type ModelLookup } from "./model.ts";
export type { ListModelsOptions } from "./model-lookup.ts";
export { type Framework, OutputModel, type OutputModelOptions } from "./output-model.ts";
export {
  type ChampionCandidate,
  type PromoteChampionOptions,
  type Promotion,
  promoteChampion,
} from "./promote-champion.ts";
export { type RegisterModelOptions, registerModel } from "./register-model.ts";
export type { StoredWeights, UploadWeightsOptions, WeightsSource } from "./store-weights.ts";

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
export {
  type ChampionCandidate,
  type PromoteChampionOptions,
  type Promotion,
  promoteChampion,
} from "./champion/promote-champion.ts";
export { ModelNotFoundError, ModelNotStoredError, UnknownMetricError, WeightsError } from "./errors.ts";
export { type Framework, OutputModel, type OutputModelOptions } from "./output/output-model.ts";
export { type RegisterModelOptions, registerModel } from "./output/register-model.ts";
export type { StoredWeights, UploadWeightsOptions, WeightsSource } from "./output/store-weights.ts";
export { InputModel } from "./registry/input-model.ts";
export { type GetWeightsOptions, Model, type ModelLookup } from "./registry/model.ts";
export type { ListModelsOptions } from "./registry/model-lookup.ts";

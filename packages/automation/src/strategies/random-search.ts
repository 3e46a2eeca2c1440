import { pythonJson } from "@clearml-ts/protocol";
import type { ParameterSample } from "../space/parameter.ts";
import { DEFAULT_SEED, type Random, seededRandom } from "../space/random.ts";
import { SearchStrategy, type StrategyPlan } from "./search-strategy.ts";

/** After so many samples in a row that were tried before, all are taken to be tried; Python's number. */
const SEEN_IN_A_ROW = 42;

/** Tries values at random, none twice; it goes on until it finds no new ones, or a limit of the search is reached. */
export class RandomSearch extends SearchStrategy {
  readonly #random: Random;
  readonly #tried = new Set<string>();

  constructor(plan: StrategyPlan) {
    super(plan);
    this.#random = seededRandom(plan.seed ?? DEFAULT_SEED);
  }

  override nextSample(): ParameterSample | undefined {
    for (let attempt = 0; attempt < SEEN_IN_A_ROW; attempt += 1) {
      const samples = this.plan.hyperParameters.map((parameter) => parameter.getValue(this.#random));
      const sample: ParameterSample = Object.assign({}, ...samples);
      const key = pythonJson(Object.entries(sample).sort(([a], [b]) => (a < b ? -1 : 1)));
      if (!this.#tried.has(key)) {
        this.#tried.add(key);
        return sample;
      }
    }
    return undefined;
  }
}

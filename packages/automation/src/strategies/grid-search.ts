import { combinations } from "../space/combinations.ts";
import type { ParameterSample } from "../space/parameter.ts";
import { SearchStrategy, type StrategyPlan } from "./search-strategy.ts";

/** Tries every combination of the values that the parameters list, the last parameter fastest. */
export class GridSearch extends SearchStrategy {
  readonly #samples: Generator<ParameterSample>;

  constructor(plan: StrategyPlan) {
    super(plan);
    this.#samples = combinations(plan.hyperParameters.map((parameter) => parameter.toList()));
  }

  override nextSample(): ParameterSample | undefined {
    const next = this.#samples.next();
    return next.done ? undefined : next.value;
  }
}

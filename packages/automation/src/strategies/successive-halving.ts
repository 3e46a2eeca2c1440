import { SearchDefinitionError } from "../errors.ts";
import { RandomSearch } from "./random-search.ts";
import type { JobProgress, StrategyPlan } from "./search-strategy.ts";

/** One in so many jobs goes on at each rung, as in Hyperband. */
const REDUCTION_FACTOR = 3;

/**
 * Tries values at random, and stops the jobs that are behind: asynchronous successive halving (ASHA) of Li et al., "A System for
 * Massively Parallel Hyperparameter Tuning", 2018 (arXiv:1810.05934), in the form that stops jobs and never pauses them, which
 * Ray Tune and Optuna use too.
 *
 * With a reduction factor `f` and a lowest iteration `r` there are rungs at `r`, `r·f`, `r·f²`, … A job that has come to a rung is
 * compared with all jobs that came there before. It goes on when it is among the best one in `f` of them, itself counted, of
 * which there is always one; equals go on. So the first to come to a rung always goes on, and nobody waits for anybody.
 */
export class SuccessiveHalving extends RandomSearch {
  readonly #first: number;
  readonly #factor: number;
  /** The values of the jobs that have come to each rung, by its number. */
  readonly #rungs: number[][] = [];
  /** The number of the next rung of each job. */
  readonly #next = new Map<string, number>();

  /** @throws {@link SearchDefinitionError} when the rungs are not above each other. */
  constructor(plan: StrategyPlan) {
    super(plan);
    this.#first = plan.minIterationPerJob ?? 1;
    this.#factor = plan.reductionFactor ?? REDUCTION_FACTOR;
    if (!(this.#first >= 1 && this.#factor > 1)) {
      throw new SearchDefinitionError(
        `Successive halving needs a lowest iteration of 1 or more, not ${this.#first}, and a reduction factor above 1, not ${this.#factor}.`,
      );
    }
  }

  override get stopsEarly(): boolean {
    return true;
  }

  override judge({ taskId, curve }: JobProgress): string | undefined {
    for (;;) {
      const rung = this.#next.get(taskId) ?? 0;
      const iteration = this.#first * this.#factor ** rung;
      const reached = curve.x.findIndex((x) => x >= iteration);
      const value = reached === -1 ? undefined : this.plan.objective.valueAt(curve, reached);
      if (value === undefined) {
        return undefined;
      }
      this.#next.set(taskId, rung + 1);
      if (!this.#isAmongBest(rung, value)) {
        return `It was behind at iteration ${Math.ceil(iteration)}, with ${this.plan.objective.name} at ${value}.`;
      }
    }
  }

  #isAmongBest(rung: number, value: number): boolean {
    const values = this.#rungs[rung] ?? [];
    this.#rungs[rung] = values;
    values.push(value);
    values.sort((a, b) => this.plan.objective.compare(a, b));
    const kept = Math.max(1, Math.floor(values.length / this.#factor));
    return this.plan.objective.compare(value, values[kept - 1] ?? value) <= 0;
  }
}

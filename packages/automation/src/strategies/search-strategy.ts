import type { ReportedCurve } from "@clearml-ts/tasks";
import type { Objective } from "../objective/objective.ts";
import type { Parameter, ParameterSample } from "../space/parameter.ts";

/** The limits of a search and of its jobs, by Python's names; each strategy takes those that it knows. */
export interface StrategyOptions {
  /** Iterations of the objective after which a job is stopped. @default no limit */
  maxIterationPerJob?: number | undefined;
  /** Iterations of the objective before which a job is not stopped for being behind. @default 1 */
  minIterationPerJob?: number | undefined;
  /** One in so many jobs goes on at each rung of {@link SuccessiveHalving}. @default 3 */
  reductionFactor?: number | undefined;
  /** Begins the random numbers; the same seed gives the same values. @default 1337 */
  seed?: number | undefined;
}

/** The task of a strategy: values to try, and the scalar by which jobs are compared. */
export interface StrategyPlan extends StrategyOptions {
  hyperParameters: readonly Parameter[];
  objective: Objective;
}

/** A job and all that it has reported of the objective. */
export interface JobProgress {
  /** Id of its task. */
  taskId: string;
  curve: ReportedCurve;
}

/** Decides which values are tried, and which jobs are not worth going on with; extend it for a strategy of your own. */
export abstract class SearchStrategy {
  readonly plan: StrategyPlan;

  constructor(plan: StrategyPlan) {
    this.plan = plan;
  }

  /** The values of the next job; undefined when there are no more to try. */
  abstract nextSample(): ParameterSample | undefined;

  /** Whether {@link SearchStrategy.judge} has to see running jobs. */
  get stopsEarly(): boolean {
    return false;
  }

  /** Returns why a job is to be stopped now; undefined lets it go on. It is asked at times while the job runs, and once when it is over. */
  judge(_job: JobProgress): string | undefined {
    return undefined;
  }
}

/** A class of strategies, which a search makes one of. */
export type SearchStrategyClass = new (plan: StrategyPlan) => SearchStrategy;

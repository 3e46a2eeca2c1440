import { findOrCreateProject, type Task } from "@clearml-ts/tasks";
import { InputModel } from "../input/input-model.ts";
import { type RegisterModelOptions, registerModel } from "../output/register-model.ts";
import type { Model } from "../registry/model.ts";
import {
  type ChampionDecision,
  type ChampionFloor,
  decideChampion,
  type MetricDirection,
  metricDirection,
} from "./champion-rule.ts";
import { CHAMPION, currentChampion, settleChampions } from "./champions.ts";

/** A model that may become champion. */
export interface ChampionCandidate extends Omit<RegisterModelOptions, "task" | "project" | "publish"> {
  /** Its value of the main metric. */
  value: number;
  /** Rows on which that value was computed, none of which it learnt from. */
  rows?: number;
}

/** A contest between a new model and the current champion. */
export interface PromoteChampionOptions extends ChampionFloor {
  /** The task that made the candidate; it must be in progress. */
  task: Task;
  /** Name of the project whose champion is at stake. @default the project of the task */
  project?: string;
  /** Metric that decides. */
  mainMetric: string;
  /** Direction in which it gets better. @default the direction that {@link metricDirection} knows */
  direction?: MetricDirection;
  /** Smallest improvement over the current champion that is enough; with 0, it must be better at all. @default 0 */
  minImprovement?: number;
  candidate: ChampionCandidate;
}

/** The end of a contest. */
export interface Promotion extends ChampionDecision {
  /** Id of the champion before, if there was one. */
  previous: string | undefined;
  /** The champion from now on; `undefined` when there was none and the candidate does not reach the floor. */
  model: Model | undefined;
}

/**
 * Registers a model as its project's champion if it reaches the floor and is better than the current
 * champion; otherwise registers nothing.
 *
 * The champion is the model tagged `champion` whose metadata names the main metric and its value, one for each metric.
 * A new champion is published; the one before stays registered and published as `former-champion`. The decision, its
 * reason and the previous champion's id are noted on the task (user properties) and on a new champion (metadata), and
 * a champion that stays is listed among the task's input models.
 *
 * ClearML cannot compare and set. Promotions that overlap may both register a champion for a moment; each then looks
 * again and demotes all but the best (of equals, the oldest), so when the last one has returned exactly one is left. A
 * promotion that is killed in between leaves at most one too many, which the next promotion settles.
 *
 * @throws {@link UnknownMetricError} when the direction is neither given nor known.
 * @throws {@link InvalidValueError} when `minImprovement` is not a number from 0 on.
 */
export async function promoteChampion(options: PromoteChampionOptions): Promise<Promotion> {
  const { task, mainMetric, candidate, baseline, minimumRows, minImprovement } = options;
  const direction = options.direction ?? metricDirection(mainMetric);
  const { connection } = task;
  const project = options.project === undefined ? task.project : await findOrCreateProject(connection, options.project);
  const place = { connection, project: project.name, mainMetric, direction };

  const champion = await currentChampion(place);
  const decision = decideChampion({
    metric: mainMetric,
    direction,
    candidate: candidate.value,
    rows: candidate.rows,
    champion: champion?.value,
    baseline,
    minimumRows,
    minImprovement,
  });
  const previous = champion?.model.id;
  if (!decision.promoted) {
    return conclude(task, mainMetric, { ...decision, previous, model: champion?.model });
  }
  const { value, rows, tags = [], metadata = {}, ...rest } = candidate;
  const model = await registerModel({
    ...rest,
    task,
    project: { id: project.id, name: project.name },
    tags: [...tags, CHAMPION],
    metadata: {
      ...metadata,
      main_metric: mainMetric,
      main_metric_value: value,
      main_metric_direction: direction,
      ...(rows !== undefined && { main_metric_rows: rows }),
      champion_reason: decision.reason,
      previous_champion: previous ?? null,
    },
    publish: true,
  });
  const winner = await settleChampions(place);
  await model.reload();
  if (winner && winner.model.id !== model.id) {
    const reason = `Another model with ${mainMetric} ${winner.value} was promoted meanwhile.`;
    await model.setMetadata({ champion_reason: reason });
    return conclude(task, mainMetric, { promoted: false, reason, previous, model: winner.model });
  }
  return conclude(task, mainMetric, { ...decision, previous, model });
}

/** Notes the decision on the task; a champion that stays becomes an input of the task. */
async function conclude(task: Task, mainMetric: string, promotion: Promotion): Promise<Promotion> {
  const { promoted, reason, previous, model } = promotion;
  await task.setUserProperties({
    champion_decision: promoted ? "promoted" : "kept",
    champion_reason: reason,
    champion_metric: mainMetric,
    champion_model: model?.id ?? "",
    previous_champion: previous ?? "",
  });
  if (!promoted && model) {
    const input = await InputModel.get({ id: model.id }, { connection: task.connection });
    await input.connect(task, { name: CHAMPION });
  }
  return promotion;
}

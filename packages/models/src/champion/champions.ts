import type { Connection } from "@clearml-ts/client";
import { Model } from "../registry/model.ts";
import { type MetricDirection, metricDirection } from "./champion-rule.ts";

/** Tag of the current champion. */
export const CHAMPION = "champion";

/** Tag of earlier champions. */
export const FORMER_CHAMPION = "former-champion";

/** The project and the metric of a champion. */
export interface ChampionPlace {
  connection: Connection;
  /** Name of the project. */
  project: string;
  mainMetric: string;
  /** @default the direction that a champion was promoted with, or that {@link metricDirection} knows */
  direction?: MetricDirection | undefined;
}

/** A champion, the value for which it was promoted, and why. */
export interface Champion {
  model: Model;
  /** `NaN` where its metadata has no value. */
  value: number;
  /** One sentence for people; empty where its metadata has none. */
  reason: string;
  /** Id of the champion before it; `undefined` for the first one. */
  previous: string | undefined;
}

/** Finds the current champion; while promotions overlap there may be several, of which the best counts. */
export async function currentChampion(place: ChampionPlace): Promise<Champion | undefined> {
  return (await rankedChampions(place))[0];
}

/** Demotes all champions but the best, and returns that one. */
export async function settleChampions(place: ChampionPlace): Promise<Champion | undefined> {
  const [winner, ...others] = await rankedChampions(place);
  for (const { model } of others) {
    await model.changeTags({ add: [FORMER_CHAMPION], remove: [CHAMPION] });
  }
  return winner;
}

/** Champions of a metric, best first; of equals the older one, and then the lower id, so that all observers agree. */
async function rankedChampions({ connection, project, mainMetric, direction }: ChampionPlace): Promise<Champion[]> {
  const champions: Champion[] = [];
  const query = { project, tags: [CHAMPION], metadata: { main_metric: mainMetric } };
  for await (const model of Model.list(query, { connection })) {
    champions.push(championOf(model));
  }
  if (champions.length < 2) {
    return champions;
  }
  const sign = (direction ?? recordedDirection(champions) ?? metricDirection(mainMetric)) === "up" ? -1 : 1;
  const rank = ({ value }: Champion) => (Number.isNaN(value) ? Number.POSITIVE_INFINITY : sign * value);
  const age = ({ model }: Champion) => model.record.created ?? "";
  return champions.sort(
    (a, b) => compare(rank(a), rank(b)) || compare(age(a), age(b)) || compare(a.model.id, b.model.id),
  );
}

/** Reads what was noted on a model when it was promoted. */
export function championOf(model: Model): Champion {
  const { main_metric_value: value, champion_reason: reason, previous_champion: previous } = model.metadata;
  return {
    model,
    value: typeof value === "number" ? value : Number.NaN,
    reason: typeof reason === "string" ? reason : "",
    previous: typeof previous === "string" && previous !== "" ? previous : undefined,
  };
}

function recordedDirection(champions: readonly Champion[]): MetricDirection | undefined {
  const directions = champions.map(({ model }) => model.metadata["main_metric_direction"]);
  return directions.find((direction) => direction === "up" || direction === "down");
}

function compare<T extends number | string>(a: T, b: T): number {
  return a < b ? -1 : Number(a > b);
}

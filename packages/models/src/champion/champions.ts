import type { Connection } from "@clearml-ts/client";
import { Model } from "../registry/model.ts";
import type { MetricDirection } from "./champion-rule.ts";

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
  direction: MetricDirection;
}

/** A champion, and the value for which it was promoted. */
export interface Champion {
  model: Model;
  /** `NaN` where its metadata has no value. */
  value: number;
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
    const value = model.metadata.main_metric_value;
    champions.push({ model, value: typeof value === "number" ? value : Number.NaN });
  }
  const sign = direction === "up" ? -1 : 1;
  const rank = ({ value }: Champion) => (Number.isNaN(value) ? Number.POSITIVE_INFINITY : sign * value);
  const age = ({ model }: Champion) => model.record.created ?? "";
  return champions.sort(
    (a, b) => compare(rank(a), rank(b)) || compare(age(a), age(b)) || compare(a.model.id, b.model.id),
  );
}

function compare<T extends number | string>(a: T, b: T): number {
  return a < b ? -1 : Number(a > b);
}

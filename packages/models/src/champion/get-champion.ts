import { defaultConnection } from "@clearml-ts/client";
import type { ConnectionOptions } from "@clearml-ts/tasks";
import type { MetricDirection } from "./champion-rule.ts";
import { type Champion, currentChampion } from "./champions.ts";

/** The project and the metric whose champion is asked for. */
export interface GetChampionOptions {
  /** Name of the project. */
  project: string;
  /** Metric that decided. */
  mainMetric: string;
  /** Direction in which it gets better. @default the direction that the champion was promoted with */
  direction?: MetricDirection;
}

/**
 * Finds the champion of a project by a metric; undefined while there is none. It is one model at every moment: where
 * promotions overlap, the best of those that carry the tag.
 *
 * @throws {@link UnknownMetricError} when several carry the tag, and nothing says in which direction the metric gets better.
 */
export async function getChampion(
  options: GetChampionOptions,
  { connection }: ConnectionOptions = {},
): Promise<Champion | undefined> {
  return await currentChampion({ ...options, connection: connection ?? (await defaultConnection()) });
}

import { type Connection, defaultConnection } from "@clearml-ts/client";
import type { ConnectionOptions } from "@clearml-ts/tasks";
import { ModelNotFoundError, NoChampionError, RollbackError } from "../errors.ts";
import { Model } from "../registry/model.ts";
import {
  CHAMPION,
  type Champion,
  type ChampionPlace,
  championOf,
  currentChampion,
  FORMER_CHAMPION,
  settleChampions,
} from "./champions.ts";
import type { GetChampionOptions } from "./get-champion.ts";

/** A champion that steps back, and why. */
export interface RollbackChampionOptions extends GetChampionOptions {
  /** Why it steps back; noted on both models. */
  reason: string;
  /** Id of the model that takes its place. @default the champion before it */
  to?: string;
}

/** The two models of a rollback. */
export interface Rollback {
  /** The champion from now on. */
  champion: Champion;
  /** The one that stepped back. */
  replaced: Model;
}

/**
 * Puts the champion before the present one back in its place, and notes the reason on both. Rolled back again, it gives
 * way to the one before it; the next promotion compares with the champion that is there then.
 *
 * The model is tagged before the other loses its tag, so that {@link getChampion} finds one at every moment. A promotion
 * that overlaps wins: its model is better than either.
 *
 * @throws {@link NoChampionError} when there is no champion.
 * @throws {@link RollbackError} when there is none before it, or when that one is gone, archived or of another metric.
 */
export async function rollbackChampion(
  { reason, to, ...options }: RollbackChampionOptions,
  { connection }: ConnectionOptions = {},
): Promise<Rollback> {
  const place = { ...options, connection: connection ?? (await defaultConnection()) };
  const champion = await currentChampion(place);
  if (!champion) {
    throw new NoChampionError(place.project, place.mainMetric);
  }
  const { model: replaced } = champion;
  const model = await successor(place, champion, to);
  await model.setMetadata({
    champion_reason: `Rolled back from "${replaced.name}" (${replaced.id}): ${reason}`,
    rolled_back_from: replaced.id,
  });
  await model.publish();
  await model.changeTags({ add: [CHAMPION], remove: [FORMER_CHAMPION] });
  await replaced.setMetadata({ rollback_reason: reason, rolled_back_to: model.id });
  await replaced.changeTags({ add: [FORMER_CHAMPION], remove: [CHAMPION] });
  return { champion: await settled(place, model), replaced };
}

/** The champion that is left: the model, unless a promotion has overlapped and put a better one there. */
async function settled(place: ChampionPlace, model: Model): Promise<Champion> {
  const winner = await settleChampions(place);
  if (winner) {
    return winner;
  }
  // Somebody who saw both has demoted this one, as the worse, before the other stepped back.
  await model.changeTags({ add: [CHAMPION], remove: [FORMER_CHAMPION] });
  return championOf(model);
}

async function successor(
  { connection, mainMetric }: ChampionPlace,
  { model: { id }, previous }: Champion,
  to: string | undefined,
): Promise<Model> {
  const asked = to ?? previous;
  if (asked === undefined) {
    throw new RollbackError(id, "it is the first one. Name a model of the same metric in its place by `to`");
  }
  const model = await existing(connection, id, asked);
  if (model.id === id) {
    throw new RollbackError(id, "it cannot take its own place");
  }
  if (model.archived) {
    throw new RollbackError(id, `model ${model.id} is archived. Unarchive it first, or name another one by \`to\``);
  }
  if (model.metadata["main_metric"] !== mainMetric) {
    throw new RollbackError(id, `model ${model.id} was not registered with a value of ${mainMetric}`);
  }
  return model;
}

async function existing(connection: Connection, champion: string, id: string): Promise<Model> {
  try {
    return await Model.get({ id }, { connection });
  } catch (cause) {
    if (cause instanceof ModelNotFoundError) {
      throw new RollbackError(champion, `model ${id} is gone. Name another one by \`to\``, { cause });
    }
    throw cause;
  }
}

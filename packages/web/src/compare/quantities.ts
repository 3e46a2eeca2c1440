import type { JoinedTaskRecord } from "@clearml-ts/protocol";
import type { CompareState, QuantityKey } from "../view-state/compare-state.ts";
import type { CurveRange } from "../view-state/task/curve-state.ts";
import { comparedMetrics, comparedParameters } from "./compared-rows.ts";

/** A quantity of several tasks: a metric, or a parameter. */
export interface Quantity {
  key: QuantityKey;
  title: string;
  /** As they are read, in the order of the tasks. */
  texts: (string | undefined)[];
  /** As they are drawn: the numbers themselves, or else the places of words in the order of the alphabet. */
  places: (number | undefined)[];
  /** The words, where they are not numbers. */
  words: readonly string[] | undefined;
}

/** The quantities in which tasks differ: parameters first, then metrics. */
export function quantitiesOf(tasks: readonly JoinedTaskRecord[], statistic: CompareState["statistic"]): Quantity[] {
  const parameters = comparedParameters(tasks)
    .filter(({ differs }) => differs)
    .map(({ section, name, values }) => quantity(`parameter:${section}/${name}`, `${section}/${name}`, values));
  const metrics = comparedMetrics(tasks).map(({ section, name, values }) =>
    quantity(
      `metric:${section}/${name}`,
      `${section} ${name}`,
      values.map((event) => event?.[statistic]?.toString()),
    ),
  );
  return [...parameters, ...metrics];
}

function quantity(key: string, title: string, texts: (string | undefined)[]): Quantity {
  const given = texts.filter((text) => text !== undefined && text !== "");
  const numbers = given.every((text) => Number.isFinite(Number(text)));
  if (numbers) {
    const places = texts.map((text) => (text === undefined || text === "" ? undefined : Number(text)));
    return { key, title, texts, places, words: undefined };
  }
  const words = [...new Set(given)].sort() as string[];
  const places = texts.map((text) => (text === undefined || text === "" ? undefined : words.indexOf(text)));
  return { key, title, texts, places, words };
}

/** The least and the greatest place of a quantity; a stretch around it where there is one place only. */
export function extentOf({ places }: Quantity): CurveRange {
  const known = places.filter((place) => place !== undefined);
  const [min, max] = [Math.min(...known), Math.max(...known)];
  if (known.length === 0) {
    return { min: 0, max: 1 };
  }
  return min < max ? { min, max } : { min: min - 0.5, max: max + 0.5 };
}

/** The places of a quantity that are written at its axis: of every word, of the only number, or of the least, middle and greatest. */
export function labelledPlaces(quantity: Quantity): number[] {
  if (quantity.words) {
    return [...quantity.words.keys()];
  }
  const numbers = new Set(quantity.places.filter((place) => place !== undefined));
  const { min, max } = extentOf(quantity);
  return numbers.size > 1 ? [min, (min + max) / 2, max] : [...numbers];
}

/** Whether the n-th task lies within all marked parts. */
export function isWithin(index: number, quantities: readonly Quantity[], brushes: CompareState["brushes"]): boolean {
  return quantities.every(({ key, places }) => {
    const brush = brushes[key];
    const place = places[index];
    return brush === undefined || (place !== undefined && place >= brush.min && place <= brush.max);
  });
}

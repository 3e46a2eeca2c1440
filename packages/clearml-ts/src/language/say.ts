import { AsyncLocalStorage } from "node:async_hooks";
import type { Translation } from "./translation.ts";

/** Sentences of results in another language, by those in English. */
type Results = Translation["results"];

const spoken = new AsyncLocalStorage<Results | undefined>();

/** Runs a command that says its results in another language; without sentences of one, in English. */
export function inLanguage<Result>(results: Results | undefined, work: () => Result): Result {
  return spoken.run(results, work);
}

/**
 * A sentence of a result, in the language of the command. In a translation, its values are called by their numbers, as in `Wrote {0}.`;
 * a sentence that a translation lacks stays in English.
 */
export function say(parts: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  const english = parts.reduce((sentence, part, index) => `${sentence}{${index - 1}}${part}`);
  const sentence = spoken.getStore()?.[english] ?? english;
  return sentence.replaceAll(/\{(\d+)\}/g, (_, index: string) => String(values[Number(index)]));
}

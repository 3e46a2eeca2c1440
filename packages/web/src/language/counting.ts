import type { Language } from "./language.ts";

/** Says a number together with the word for one or for many things. */
export type Counting = (count: number, one: string, many: string) => string;

/** Makes the function by which a dictionary counts things, with the plural rules and the digits of its language. */
export function counting(language: Language): Counting {
  const numbers = new Intl.NumberFormat(language);
  const rules = new Intl.PluralRules(language);
  return (count, one, many) => `${numbers.format(count)} ${rules.select(count) === "one" ? one : many}`;
}

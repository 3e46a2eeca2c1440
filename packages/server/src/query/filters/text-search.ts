import { type Document, type Path, valuesAt } from "../document-path.ts";

/** The words of a `search_text`: any of the words, all of the phrases, none of the excluded words. */
export interface TextSearch {
  readonly words: readonly string[];
  readonly phrases: readonly string[];
  readonly excluded: readonly string[];
}

/** Reads a search as people type it: words, `"a phrase"`, `-without`. */
export function parseTextSearch(text: string): TextSearch {
  const phrases = [...text.matchAll(/"([^"]+)"/g)].map(([, phrase = ""]) => phrase.toLowerCase());
  const terms = text
    .replace(/"[^"]*"?/g, " ")
    .split(/\s+/)
    .filter(Boolean);
  return {
    phrases,
    words: [...phrases, ...terms.filter((term) => !term.startsWith("-"))].flatMap(wordsOf),
    excluded: terms.filter((term) => term.startsWith("-")).flatMap(wordsOf),
  };
}

/** How well a document answers a search: the number of places where its words stand; 0 means that it does not. */
export function textScore(document: Document, paths: readonly Path[], search: TextSearch): number {
  const texts = paths
    .flatMap((path) => valuesAt(document, path))
    .filter((value) => typeof value === "string")
    .map((value) => value.toLowerCase());
  const found = texts.flatMap(wordsOf);
  if (search.excluded.some((word) => found.includes(word))) {
    return 0;
  }
  if (!search.phrases.every((phrase) => texts.some((text) => text.includes(phrase)))) {
    return 0;
  }
  return found.filter((word) => search.words.includes(word)).length;
}

/** Splits into words, reduced to the stem that singular and plural, `train` and `training`, have in common. */
function wordsOf(text: string): string[] {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).map((word) =>
    word.length > 4 ? word.replace(/(?:ing|ed|es|s|e)$/, "") : word,
  );
}

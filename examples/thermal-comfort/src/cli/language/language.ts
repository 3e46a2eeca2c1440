import { english, type Texts } from "./english.ts";
import { portuguese } from "./portuguese.ts";

/** The languages of the command, the first one where nobody chooses. */
const TEXTS: Readonly<Record<string, Texts>> = { en: english, "pt-BR": portuguese };

/** Names of the languages. */
export const LANGUAGES = Object.keys(TEXTS);

/** The texts in the language that a command line asks for: before it is read, because the help is in that language too. */
export function textsOf(argv: readonly string[]): Texts {
  const words = argv.flatMap((word) => word.split("="));
  return TEXTS[words[words.indexOf("--lang") + 1] ?? ""] ?? english;
}

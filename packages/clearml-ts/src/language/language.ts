import { Option } from "commander";

/** The languages of the command, the first one where nobody chooses. */
const LANGUAGES = ["en", "pt-BR"] as const;

/** A language of the command. */
export type Language = (typeof LANGUAGES)[number];

const FLAG = "--lang";

/** The option of the program that chooses its language. */
export function languageOption(): Option {
  return new Option(`${FLAG} <language>`, "language of the help, of results and of what is said about wrong usage")
    .choices(LANGUAGES)
    .default(LANGUAGES[0]);
}

/** The language that a command line asks for; a wrong one is refused later, in the first one. */
export function languageOf(args: readonly string[]): Language {
  const { value } = findLanguage(args) ?? {};
  return LANGUAGES.find((language) => language === value) ?? LANGUAGES[0];
}

/** Moves the choice of a language to the front, so that it may stand behind a command, of which it is not an option. */
export function languageFirst(args: readonly string[]): string[] {
  const { value, at, count } = findLanguage(args) ?? {};
  return value === undefined || at === undefined ? [...args] : [FLAG, value, ...args.toSpliced(at, count ?? 0)];
}

/** Words behind `--` are those of another program. */
function findLanguage(args: readonly string[]): { value: string | undefined; at: number; count: number } | undefined {
  const end = args.indexOf("--");
  const at = args.findIndex((word, index) => (end < 0 || index < end) && /^--lang(?:=|$)/.test(word));
  if (at < 0) {
    return undefined;
  }
  const [, value] = args[at]?.split("=", 2) ?? [];
  return value === undefined ? { value: args[at + 1], at, count: 2 } : { value, at, count: 1 };
}

import { expect, test } from "vitest";
import { languageFirst, languageOf } from "./language.ts";

test.each([
  [["server"], "en", ["server"]],
  [["--lang", "pt-BR", "server"], "pt-BR", ["--lang", "pt-BR", "server"]],
  [["server", "--lang=pt-BR", "--json"], "pt-BR", ["--lang", "pt-BR", "server", "--json"]],
  [["server", "--lang", "xx"], "en", ["--lang", "xx", "server"]],
  [["server", "--lang"], "en", ["server", "--lang"]],
  [["task", "run", "a.ts", "--", "--lang", "pt-BR"], "en", ["task", "run", "a.ts", "--", "--lang", "pt-BR"]],
])("%j asks for %s", (args, language, moved) => {
  expect(languageOf(args)).toBe(language);
  expect(languageFirst(args)).toEqual(moved);
});

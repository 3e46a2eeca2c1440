import { expect, test } from "vitest";
import { chooseLanguage } from "./language.ts";

test.each([
  [["pt-BR", "en"], "pt-BR"],
  [["pt-PT"], "pt-BR"],
  [["de-DE", "pt"], "pt-BR"],
  [["en-GB", "pt-BR"], "en"],
  [["de"], "en"],
  [[], "en"],
] as const)("a browser that wants %j is answered in %s", (wanted, spoken) => {
  expect(chooseLanguage(wanted)).toBe(spoken);
});

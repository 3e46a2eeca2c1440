import type { english } from "./english.ts";
import type { Language } from "./language.ts";

/** All texts of the page in one language. */
export type Texts = typeof english;

/** Loads the texts of a language: a browser gets those only that it shows. */
export async function loadTexts(language: Language): Promise<Texts> {
  switch (language) {
    case "en":
      return (await import("./english.ts")).english;
    case "pt-BR":
      return (await import("./portuguese.ts")).portuguese;
  }
}

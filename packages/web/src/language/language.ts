/** The languages of the page. */
export const LANGUAGES = ["en", "pt-BR"] as const;

/** A language of the page, by its tag. */
export type Language = (typeof LANGUAGES)[number];

/** Tells whether a text is the tag of a language of the page. */
export function isLanguage(tag: unknown): tag is Language {
  return LANGUAGES.some((language) => language === tag);
}

/** The first of the wanted languages that the page speaks, whatever the country; English when it speaks none. */
export function chooseLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const [base] = tag.toLowerCase().split("-");
    const spoken = LANGUAGES.find((language) => language.split("-")[0] === base);
    if (spoken) {
      return spoken;
    }
  }
  return "en";
}

import { type ComponentChildren, createContext } from "preact";
import { useContext, useEffect, useMemo, useState } from "preact/hooks";
import { type Formats, formatsOf } from "./formats.ts";
import type { Language } from "./language.ts";
import { loadTexts, type Texts } from "./texts.ts";

/** The language in which the page speaks now. */
export interface Spoken {
  language: Language;
  texts: Texts;
  formats: Formats;
}

const SpokenContext = createContext<Spoken | undefined>(undefined);

interface LanguageProviderProps {
  language: Language;
  children: ComponentChildren;
}

/** Gives everything below the texts of a language; the language before stays until they are loaded. */
export function LanguageProvider({ language, children }: LanguageProviderProps) {
  const [texts, setTexts] = useState<{ language: Language; texts: Texts }>();
  useEffect(() => {
    let isWanted = true;
    void loadTexts(language).then((loaded) => {
      if (isWanted) {
        document.documentElement.lang = language;
        setTexts({ language, texts: loaded });
      }
    });
    return () => {
      isWanted = false;
    };
  }, [language]);
  const spoken = useMemo(() => texts && { ...texts, formats: formatsOf(texts.language) }, [texts]);
  return spoken && <SpokenContext.Provider value={spoken}>{children}</SpokenContext.Provider>;
}

/** The texts and formats of the language that the page is shown in. */
export function useLanguage(): Spoken {
  const spoken = useContext(SpokenContext);
  if (!spoken) {
    throw new Error("A component outside of the language provider asked for texts.");
  }
  return spoken;
}

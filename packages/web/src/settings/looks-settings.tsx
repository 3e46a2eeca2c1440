import { isLanguage, LANGUAGES, type Language } from "../language/language.ts";
import { useLanguage } from "../language/language-context.tsx";
import { THEMES } from "./settings.ts";
import { useSettings } from "./settings-context.tsx";

/** Languages by their own names, so that nobody is locked in one that they do not read. */
const NAMES: Readonly<Record<Language, string>> = { en: "English", "pt-BR": "Português (Brasil)" };

/** Language and theme, each as the browser prefers or chosen here. */
export function LooksSettings() {
  const { texts } = useLanguage();
  const { settings, change } = useSettings();
  const words = texts.settings;
  return (
    <section>
      <h2>{words.looks}</h2>
      <p class="dim">{words.browserStays}</p>
      <div class="tools">
        <label>
          {words.language}{" "}
          <select
            value={settings.language ?? ""}
            onChange={({ currentTarget: { value } }) => change({ language: isLanguage(value) ? value : undefined })}
          >
            <option value="">{words.asBrowser}</option>
            {LANGUAGES.map((language) => (
              <option key={language} value={language} lang={language}>
                {NAMES[language]}
              </option>
            ))}
          </select>
        </label>
        <label>
          {words.theme}{" "}
          <select
            value={settings.theme ?? ""}
            onChange={({ currentTarget: { value } }) => change({ theme: THEMES.find((theme) => theme === value) })}
          >
            <option value="">{words.asBrowser}</option>
            {THEMES.map((theme) => (
              <option key={theme} value={theme}>
                {words[theme]}
              </option>
            ))}
          </select>
        </label>
      </div>
    </section>
  );
}

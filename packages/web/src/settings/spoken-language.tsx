import type { ComponentChildren } from "preact";
import { chooseLanguage } from "../language/language.ts";
import { LanguageProvider } from "../language/language-context.tsx";
import { useSettings } from "./settings-context.tsx";

/** Shows everything below in the language that was chosen, or else in the one that the browser prefers. */
export function SpokenLanguage({ children }: { children: ComponentChildren }) {
  const { settings } = useSettings();
  return (
    <LanguageProvider language={settings.language ?? chooseLanguage(navigator.languages)}>{children}</LanguageProvider>
  );
}

import { isKeyAction, type KeyAction } from "../keyboard/keys.ts";
import { isLanguage, type Language } from "../language/language.ts";

/** Themes that people can choose. */
export const THEMES = ["light", "dark"] as const;

/** The choices of a person that stay in one browser; undefined stands for whatever the browser prefers. */
export interface Settings {
  language: Language | undefined;
  theme: (typeof THEMES)[number] | undefined;
  /** Keys that are switched off. */
  keysOff: readonly KeyAction[];
}

/** Reads stored settings; parts that nobody could have chosen are left out. */
export function readSettings(stored: string | null): Settings {
  const { language, theme, keysOff } = parsed(stored);
  return {
    language: isLanguage(language) ? language : undefined,
    theme: THEMES.find((known) => known === theme),
    keysOff: Array.isArray(keysOff) ? keysOff.filter(isKeyAction) : [],
  };
}

function parsed(stored: string | null): Partial<Record<keyof Settings, unknown>> {
  try {
    const value: unknown = JSON.parse(stored ?? "{}");
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}

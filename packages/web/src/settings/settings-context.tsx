import { type ComponentChildren, createContext } from "preact";
import { useContext, useLayoutEffect, useState } from "preact/hooks";
import { readSettings, type Settings } from "./settings.ts";

/** Where the browser keeps them. */
const PLACE = "clearml-ts.settings";

interface KeptSettings {
  settings: Settings;
  change: (changes: Partial<Settings>) => void;
}

const SettingsContext = createContext<KeptSettings | undefined>(undefined);

/** Keeps the settings in this browser, and applies the theme. */
export function SettingsProvider({ children }: { children: ComponentChildren }) {
  const [settings, setSettings] = useState(() => readSettings(localStorage.getItem(PLACE)));
  useLayoutEffect(() => {
    document.documentElement.dataset["theme"] = settings.theme ?? "browser";
  }, [settings.theme]);
  const change = (changes: Partial<Settings>) => {
    const changed = { ...settings, ...changes };
    localStorage.setItem(PLACE, JSON.stringify(changed));
    setSettings(changed);
  };
  return <SettingsContext.Provider value={{ settings, change }}>{children}</SettingsContext.Provider>;
}

/** The settings, and a function that changes some of them. */
export function useSettings(): KeptSettings {
  const kept = useContext(SettingsContext);
  if (!kept) {
    throw new Error("A component outside of the settings provider asked for settings.");
  }
  return kept;
}

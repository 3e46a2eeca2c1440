import { useLanguage } from "../language/language-context.tsx";
import { useTitle } from "../looks/use-title.ts";
import { KeyPairs } from "../settings/key-pairs.tsx";
import { KeyboardSettings } from "../settings/keyboard-settings.tsx";
import { LooksSettings } from "../settings/looks-settings.tsx";
import { People } from "../settings/people.tsx";

/** The choices of a person, the keys of their programs, and the people of the server. */
export function SettingsPage() {
  const { texts } = useLanguage();
  useTitle(texts.settings.title);
  return (
    <div class="settings">
      <h1>{texts.settings.title}</h1>
      <LooksSettings />
      <KeyboardSettings />
      <KeyPairs />
      <People />
    </div>
  );
}

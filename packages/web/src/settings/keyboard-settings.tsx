import { KEY_ACTIONS, KEYS } from "../keyboard/keys.ts";
import { useLanguage } from "../language/language-context.tsx";
import { useSettings } from "./settings-context.tsx";

/** The keys that do something, each of which can be switched off: some people's programs press them by themselves. */
export function KeyboardSettings() {
  const { texts } = useLanguage();
  const { settings, change } = useSettings();
  const { keysOff } = settings;
  return (
    <section>
      <h2>{texts.keyboard.title}</h2>
      <ul class="plain">
        {KEY_ACTIONS.map((action) => (
          <li key={action}>
            <label>
              <input
                type="checkbox"
                checked={!keysOff.includes(action)}
                onChange={({ currentTarget: { checked } }) =>
                  change({ keysOff: checked ? keysOff.filter((other) => other !== action) : [...keysOff, action] })
                }
              />{" "}
              <kbd>{KEYS[action]}</kbd> {texts.keyboard.actions[action]}
            </label>
          </li>
        ))}
      </ul>
    </section>
  );
}

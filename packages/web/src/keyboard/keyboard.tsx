import { useState } from "preact/hooks";
import { useLanguage } from "../language/language-context.tsx";
import { Dialog } from "../looks/dialog/dialog.tsx";
import { enlargeCard } from "../looks/enlarge-button.tsx";
import { useSettings } from "../settings/settings-context.tsx";
import { KEY_ACTIONS, KEYS } from "./keys.ts";
import { useKeys } from "./use-keys.ts";

/** The keys that work on every page: `/` goes to the first search field, `e` enlarges a chart, `?` lists all keys. */
export function Keyboard() {
  const { texts } = useLanguage();
  const words = texts.keyboard;
  const { settings } = useSettings();
  const [isShown, setShown] = useState(false);
  useKeys({
    find: () => document.querySelector<HTMLInputElement>("main input[type=search]")?.focus(),
    enlarge: enlargeCard,
    help: () => setShown(true),
  });
  if (!isShown) {
    return null;
  }
  return (
    <Dialog title={words.title} onClose={() => setShown(false)}>
      <table class="rows">
        <tbody>
          {KEY_ACTIONS.filter((action) => !settings.keysOff.includes(action)).map((action) => (
            <tr key={action}>
              <th scope="row">
                <kbd>{KEYS[action]}</kbd>
              </th>
              <td>{words.actions[action]}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="dim">{words.switchOff}</p>
    </Dialog>
  );
}

import { useLayoutEffect, useRef } from "preact/hooks";
import { useSettings } from "../settings/settings-context.tsx";
import { actionOf, type KeyAction } from "./keys.ts";

/** Inputs that take no letters. */
const CHOICES = new Set(["checkbox", "radio", "range", "button", "submit"]);

/** Does something when the key of an action is pressed outside of fields and dialogs. */
export function useKeys(handlers: Partial<Record<KeyAction, () => void>>): void {
  const { settings } = useSettings();
  const current = useRef(handlers);
  current.current = handlers;
  // With the page, not a frame later: whoever sees a row can go to it.
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || document.querySelector("dialog[open]")) {
        return;
      }
      const { key, ctrlKey, metaKey, altKey } = event;
      const action = actionOf({ key, ctrlKey, metaKey, altKey, isTyping: isField(event.target) }, settings.keysOff);
      const handler = action && current.current[action];
      if (handler) {
        event.preventDefault();
        handler();
      }
    };
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  }, [settings.keysOff]);
}

function isField(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) {
    return !CHOICES.has(target.type);
  }
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

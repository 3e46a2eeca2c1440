import { expect, test } from "vitest";
import { actionOf, KEY_ACTIONS, KEYS } from "./keys.ts";

const press = (key: string) => ({ key, ctrlKey: false, metaKey: false, altKey: false, isTyping: false });

test.each(KEY_ACTIONS)("the key of %s does it, unless that was switched off", (action) => {
  const pressed = press(KEYS[action]);
  const others = KEY_ACTIONS.filter((other) => other !== action);
  expect(actionOf(pressed, [])).toBe(action);
  expect(actionOf(pressed, others)).toBe(action);
  expect(actionOf(pressed, [action])).toBeUndefined();
});

test("keys of fields and of the browser are left to them", () => {
  expect(actionOf({ ...press("/"), isTyping: true }, [])).toBeUndefined();
  expect(actionOf({ ...press("c"), ctrlKey: true }, [])).toBeUndefined();
  expect(actionOf(press("q"), [])).toBeUndefined();
});

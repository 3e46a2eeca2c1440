import { expect, test } from "vitest";
import { actionOf } from "./keys.ts";

const press = (key: string) => ({ key, ctrlKey: false, metaKey: false, altKey: false, isTyping: false });

test("a key does its action unless it was switched off", () => {
  expect(actionOf(press("j"), [])).toBe("next");
  expect(actionOf(press("?"), ["next"])).toBe("help");
  expect(actionOf(press("j"), ["next"])).toBeUndefined();
});

test("keys of fields and of the browser are left to them", () => {
  expect(actionOf({ ...press("/"), isTyping: true }, [])).toBeUndefined();
  expect(actionOf({ ...press("c"), ctrlKey: true }, [])).toBeUndefined();
  expect(actionOf(press("q"), [])).toBeUndefined();
});

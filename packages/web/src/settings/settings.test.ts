import { expect, test } from "vitest";
import { readSettings, type Settings } from "./settings.ts";

test("settings survive the way through a browser's store", () => {
  const settings: Settings = { language: "pt-BR", theme: "dark", keysOff: ["next"] };
  expect(readSettings(JSON.stringify(settings))).toEqual(settings);
});

test.each([null, "", "null", "[]", '{"language":"tlh","theme":7,"keysOff":["q"]}'])(
  "%j stands for what the browser prefers",
  (stored) => {
    expect(readSettings(stored)).toEqual({ language: undefined, theme: undefined, keysOff: [] });
  },
);

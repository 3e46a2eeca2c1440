import { expect, test } from "vitest";
import { runLooks } from "./run-looks.ts";

const ids = Array.from({ length: 12 }, (_, index) => `${index}f0c8f9d3b5e4a6c`);

test("twelve tasks have twelve looks", () => {
  const looks = [...runLooks(ids).values()].map(({ colour, isDashed }) => `${colour} ${isDashed}`);
  expect(new Set(looks).size).toBe(12);
  expect(runLooks([...ids, "one more"]).size).toBe(13);
  expect([...runLooks(ids).values()].slice(0, 6).some(({ isDashed }) => isDashed)).toBe(false);
});

test("a task looks the same alone and before others", () => {
  const [first = ""] = ids;
  expect(runLooks([first]).get(first)).toEqual(runLooks(ids).get(first));
});

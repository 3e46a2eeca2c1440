import type { LogEvent } from "@clearml-ts/protocol";
import { expect, test } from "vitest";
import { type ConsoleLine, consoleLines, findLines, joinedLines } from "./log-lines.ts";

const event = (msg: string): LogEvent => ({ type: "log", task: "t", timestamp: 1, level: "info", msg });

test("an event may hold many lines, and a progress bar shows its last state", () => {
  expect(consoleLines([event("one\ntwo\n"), event("10%\r50%\r100%\r\n")]).map(({ text }) => text)).toEqual([
    "one",
    "two",
    "100%",
  ]);
});

test("empty lines stay", () => {
  expect(consoleLines([event("a\n\nb")]).map(({ text }) => text)).toEqual(["a", "", "b"]);
});

test.each([
  ["10%\r", "50%\r", "100%"],
  ["\r10%", "\r50%", "\r100%"],
])("a progress bar that is sent state by state shows its last one", (...states) => {
  expect(consoleLines([event("before"), ...states.map(event), event("after")]).map(({ text }) => text)).toEqual([
    "before",
    "100%",
    "after",
  ]);
});

const line = (at: number, text: string): ConsoleLine => ({ at, level: "info", text });

test("the newest part takes the place of what was read of it earlier", () => {
  const earlier = [line(1, "a"), line(2, "b"), line(2, "c")];
  expect(joinedLines(earlier, [line(2, "b"), line(2, "c"), line(3, "d")])).toEqual([
    line(1, "a"),
    line(2, "b"),
    line(2, "c"),
    line(3, "d"),
  ]);
  expect(joinedLines(earlier, [])).toBe(earlier);
  expect(joinedLines([], [line(1, "a")])).toEqual([line(1, "a")]);
});

test("lines are found whatever the case", () => {
  expect(findLines([line(1, "Loss"), line(2, "score"), line(3, "loss")], "loss")).toEqual([0, 2]);
});

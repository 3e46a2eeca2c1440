import type { LogEvent } from "@clearml-ts/protocol";
import { expect, test } from "vitest";
import { consoleLines } from "./log-lines.ts";

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

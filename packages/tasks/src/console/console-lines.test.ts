import { expect, test } from "vitest";
import { ConsoleLines } from "./console-lines.ts";

test("lines close together become one block, later ones another", () => {
  const lines = new ConsoleLines();
  expect(lines.write("info", "one\ntwo\nthr", 0)).toEqual([]);
  expect(lines.write("info", "ee\n", 900)).toEqual([]);
  expect(lines.write("info", "four\n", 1000)).toEqual([{ level: "info", text: "one\ntwo\nthree", time: 0 }]);
  expect(lines.finish(1001)).toEqual([{ level: "info", text: "four", time: 1000 }]);
});

test("a change of level ends a block, and order is kept", () => {
  const lines = new ConsoleLines();
  lines.write("info", "fine\n", 0);
  expect(lines.write("error", "oops\n", 1)).toEqual([{ level: "info", text: "fine", time: 0 }]);
  expect(lines.finish(2)).toEqual([{ level: "error", text: "oops", time: 1 }]);
});

test("of a progress line only what is left on the screen is kept", () => {
  const lines = new ConsoleLines();
  lines.write("info", "10%\r50%\r", 0);
  lines.write("info", "100%\nab\bc\r\n", 1);
  expect(lines.finish(2)).toEqual([{ level: "info", text: "100%\nabc", time: 1 }]);
});

test("an unfinished line stays until the end", () => {
  const lines = new ConsoleLines();
  lines.write("info", "no end", 0);
  expect(lines.due()).toEqual([]);
  expect(lines.finish(5)).toEqual([{ level: "info", text: "no end", time: 5 }]);
  expect(lines.finish(6)).toEqual([]);
});

test("a line above a megabyte becomes several blocks", () => {
  const lines = new ConsoleLines();
  const first = lines.write("info", `${"x".repeat((1 << 20) + 1)}\n`, 0);
  expect([...first, ...lines.finish(1)].map(({ text }) => text.length)).toEqual([1 << 20, 1]);
});

import { expect, test } from "vitest";
import { AttemptCounter } from "./attempt-counter.ts";

test("ten attempts a minute are let through, and what comes from elsewhere is counted by itself", () => {
  let now = new Date("2026-01-31T10:20:30Z");
  const attempts = new AttemptCounter(() => now, 10);
  const begin = (key: string, times: number) => Array.from({ length: times }, () => attempts.begin(key));

  expect(begin("ada", 12)).toEqual([...Array(10).fill(true), false, false]);
  expect(attempts.begin("grace")).toBe(true);
  now = new Date(now.getTime() + 60_000);
  expect(attempts.begin("ada")).toBe(true);
});

test("a right password is not held against the next one", () => {
  const attempts = new AttemptCounter(() => new Date(0), 10);
  for (let round = 0; round < 30; round++) {
    expect(attempts.begin("ada")).toBe(true);
    attempts.forget("ada");
  }
});

test("names that are made up do not fill the memory, and do not free the one that is guessed at", () => {
  const attempts = new AttemptCounter(() => new Date(0), 10);
  for (let index = 0; index < 20_000; index++) {
    attempts.begin(`made up ${index}`);
  }
  for (let index = 0; index < 10; index++) {
    attempts.begin("ada");
  }

  expect(attempts.begin("ada")).toBe(false);
  expect(attempts.begin("made up 0")).toBe(true);
});

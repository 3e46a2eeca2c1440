import { expect, test } from "vitest";
import { timerTime } from "./timer-time.ts";

test.each([
  ["a part of a millisecond", 0.6, 1],
  ["half a minute", 30_000, 30_000],
  ["a month", 2_678_400_000, 2_147_483_647],
  ["for ever", Number.POSITIVE_INFINITY, 2_147_483_647],
  ["a time that is over", -1, 0],
])("%s is a time that every timer takes", (_what, milliseconds, time) => {
  expect(timerTime(milliseconds)).toBe(time);
  expect(AbortSignal.timeout(timerTime(milliseconds)).aborted).toBe(false);
});

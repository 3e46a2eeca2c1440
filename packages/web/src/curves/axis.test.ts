import { expect, test } from "vitest";
import { keyOf, positionsOf, serverRange } from "./axis.ts";

test("a part of relative time is one of the time on the server, for all tasks that are shown", () => {
  const range = { min: 10, max: 20 };
  expect(serverRange(range, "relative", [1000, 5000])).toEqual({ min: 1010, max: 5020 });
  expect(serverRange(range, "iter", [1000])).toEqual(range);
  expect(serverRange(undefined, "relative", [1000])).toBe(undefined);
  expect([keyOf("iter"), keyOf("timestamp"), keyOf("relative")]).toEqual(["iter", "timestamp", "timestamp"]);
});

test("positions in relative time begin with the task", () => {
  expect(positionsOf([1000, 1500], "relative", 1000)).toEqual([0, 500]);
  expect(positionsOf([1000, 1500], "timestamp", 1000)).toEqual([1000, 1500]);
});

import { expect, test } from "vitest";
import { StopDetector } from "./stop-detection.ts";

test("a running task stops when it is told to", () => {
  const detector = new StopDetector();
  expect(detector.observe({ status: "in_progress", message: "" })).toBe(false);
  expect(detector.observe({ status: "in_progress", message: "stopping" })).toBe(true);
});

test("a task that somebody ended stops, unless a worker took it over", () => {
  expect(new StopDetector().observe({ status: "stopped", message: "" })).toBe(true);
  expect(new StopDetector().observe({ status: "failed", message: "by worker 1" })).toBe(false);
  expect(new StopDetector().observe({ status: "queued", message: "" })).toBe(false);
});

test("a task that stays a draft for four looks was reset", () => {
  const detector = new StopDetector();
  const draft = { status: "created", message: "" } as const;
  expect([1, 2, 3, 4].map(() => detector.observe(draft))).toEqual([false, false, false, true]);
});

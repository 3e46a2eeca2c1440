import { expect, test } from "vitest";
import { exitStatus, exitStatusOf } from "./exit-status.ts";
import { InterruptedError } from "./termination-signal.ts";

test("a command that a signal cut short ends as the signal would have ended it", () => {
  const interrupted = new InterruptedError("Interrupted.", "SIGINT");

  expect(exitStatusOf(interrupted)).toBe(exitStatus.interrupted);
  expect(exitStatusOf(new InterruptedError("Terminated.", "SIGTERM"))).toBe(exitStatus.terminated);
  expect(exitStatusOf(new Error("The upload ended.", { cause: interrupted }))).toBe(exitStatus.interrupted);
});

test("anything else has failed", () => {
  expect(exitStatusOf(new Error("No."))).toBe(exitStatus.failed);
  expect(exitStatusOf("no")).toBe(exitStatus.failed);
});

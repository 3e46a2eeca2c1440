import { expect, test } from "vitest";
import { english } from "../language/english.ts";
import { stepWord } from "./step-word.ts";
import { stepsOf } from "./steps.ts";

test("a step that was skipped is called so, and not a draft", () => {
  const statuses = ["pending", "skipped", "running", "failed", "completed"];
  const steps = stepsOf(JSON.stringify(Object.fromEntries(statuses.map((status) => [status, { status }]))));
  expect(steps.map((step) => stepWord(step, english))).toEqual([
    "waiting",
    "skipped",
    "running",
    "failed",
    "completed",
  ]);
});

import type { LogEvent } from "@clearml-ts/protocol";
import { expect, test } from "vitest";
import { cacheReasons } from "./cache-reasons.ts";

const event = (msg: string): LogEvent => ({ type: "log", task: "t", msg });

test("the console of a run says why each step ran or did not", () => {
  const reasons = cacheReasons([
    event("Step [load] is taken from task abc. Task abc has the same inputs and code.\nother"),
    event("Launching step [fit]: not taken from the cache. Changed since task def: input rate.\n"),
    event("Launching step [plain]"),
  ]);
  expect([...reasons]).toEqual([
    ["load", { isHit: true, reason: "Task abc has the same inputs and code." }],
    ["fit", { isHit: false, reason: "Changed since task def: input rate." }],
  ]);
});

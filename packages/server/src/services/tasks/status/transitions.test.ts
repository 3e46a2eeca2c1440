import type { TaskStatus } from "@clearml-ts/protocol";
import { expect, test } from "vitest";
import { isTaskStatus, judgeMove, TASK_STATUSES } from "./transitions.ts";

const columns: readonly TaskStatus[] = [
  ...(["created", "queued", "in_progress", "stopped", "closed", "failed", "completed", "publishing"] as const),
  "published",
];

// One row per status to come from, one column per status to go to; "=" stays, "x" may move.
const table: Readonly<Record<string, string>> = {
  created: "= x x . . . . . .",
  queued: "x = x x . . . . .",
  in_progress: "x . = x . x x . .",
  stopped: "x x x = x x x x x",
  closed: "x . . x = x . x x",
  failed: "x x . x . = . . x",
  completed: "x . x . . . = . x",
  publishing: ". . . . . . . = x",
  published: ". . . . . . . . =",
};

const cells = Object.entries(table).flatMap(([from, row]) =>
  row.split(" ").map((cell, index) => [from as TaskStatus, columns[index] as TaskStatus, cell] as const),
);

test.each(cells)("from %s to %s: %s", (from, to, cell) => {
  expect(judgeMove(from, to)).toBe(cell === "." ? "refused" : "allowed");
});

test("nothing is known about where an unknown task may go", () => {
  expect(judgeMove("unknown", "created")).toBe("unknown");
  expect(judgeMove("unknown", "unknown")).toBe("allowed");
});

test("there are ten statuses", () => {
  expect([...TASK_STATUSES].sort()).toEqual([...columns, "unknown"].sort());
  expect(isTaskStatus("queued")).toBe(true);
  expect(isTaskStatus("toString")).toBe(false);
});

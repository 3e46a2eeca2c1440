import type { JoinedTaskRecord } from "@clearml-ts/protocol";
import { expect, test } from "vitest";
import { lastChange, mergeChanges } from "./task-changes.ts";

const task = (id: string, name: string, created: string, last_change = created): JoinedTaskRecord => ({
  ...{ id, name, created, last_change },
  ...{ type: "training", status: "in_progress" },
});

test("changed tasks keep their places, new ones are counted, and older ones that were not loaded are not", () => {
  const loaded = [task("a", "before", "2026-01-01", "2026-01-05"), task("b", "same", "2026-01-02")];
  const since = lastChange(loaded);
  expect(since).toBe("2026-01-05");
  const changed = [
    task("new", "new", "2026-01-06"),
    task("a", "after", "2026-01-01", "2026-01-07"),
    task("far", "on page three", "2025-01-01", "2026-01-07"),
  ];
  const { tasks, added } = mergeChanges(loaded, changed, since ?? "");
  expect([tasks.map(({ name }) => name), added]).toEqual([["after", "same"], 1]);
});

test("an empty list knows of no change", () => {
  expect(lastChange([])).toBeUndefined();
});

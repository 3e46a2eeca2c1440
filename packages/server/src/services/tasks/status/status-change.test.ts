import { expect, test } from "vitest";
import { ApiFailure } from "../../../errors.ts";
import { activeDuration, changeStatus } from "./status-change.ts";

const who = { userId: "u", now: "2026-01-01T00:00:00+00:00" };

test("a move overwrites reason and message even when it has none", () => {
  expect(changeStatus({ id: "t", status: "created" }, { to: "in_progress", ...who })).toEqual({
    status: "in_progress",
    status_reason: "",
    status_message: "",
    status_changed: who.now,
    last_update: who.now,
    last_change: who.now,
    last_changed_by: "u",
  });
});

test("a queued task is not a development task any more", () => {
  const task = { id: "t", status: "created", system_tags: ["development", "x"] } as const;
  expect(changeStatus({ ...task, system_tags: [...task.system_tags] }, { to: "queued", ...who }).system_tags).toEqual([
    "x",
  ]);
});

test("a move that is not allowed says from where to where, and happens with force", () => {
  const task = { id: "t", status: "completed" } as const;
  expect(() => changeStatus(task, { to: "queued", ...who })).toThrow(/current_status=completed, new_status=queued/);
  expect(changeStatus(task, { to: "queued", force: true, ...who }).status).toBe("queued");
});

test("a task whose status is unknown moves by force only", () => {
  const task = { id: "t", status: "unknown" } as const;
  expect(() => changeStatus(task, { to: "created", ...who })).toThrow(ApiFailure);
  expect(changeStatus(task, { to: "created", force: true, ...who }).status).toBe("created");
});

test("only a running task has been active for some time", () => {
  const now = new Date("2026-01-01T00:01:30.900Z");
  expect(activeDuration({ status: "in_progress", started: "2026-01-01T00:00:00+00:00" }, now)).toBe(90);
  expect(activeDuration({ status: "stopped", started: "2026-01-01T00:00:00+00:00" }, now)).toBeUndefined();
});

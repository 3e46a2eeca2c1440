import { expect, test } from "vitest";
import { anonymous } from "../../../auth/caller.ts";
import { Database } from "../../../database/driver.ts";
import { migrate } from "../../../database/migrations.ts";
import { Records } from "../../../records/records.ts";
import { TaskStore } from "../store.ts";
import { TaskWatchdog } from "./watchdog.ts";

test("only running tasks that were silent for two hours are stopped", () => {
  let now = new Date("2026-01-01T00:00:00Z");
  const database = Database.open(":memory:");
  migrate(database);
  const records = new Records(database, () => now);
  const tasks = new TaskStore(records);
  const make = (status: "created" | "in_progress") =>
    tasks.create(anonymous, { name: "one", type: "training", status });
  const draft = make("created");
  const silent = make("in_progress");
  now = new Date("2026-01-01T01:00:00Z");
  const alive = make("in_progress");
  now = new Date("2026-01-01T02:00:01Z");

  const watchdog = new TaskWatchdog(database, records, tasks);
  expect(watchdog.sweep()).toBe(1);

  expect([draft, silent, alive].map(({ id }) => tasks.get(id).status)).toEqual(["created", "stopped", "in_progress"]);
  expect(tasks.get(silent.id).status_message).toBe("Forced stop (non-responsive)");
  expect(watchdog.sweep()).toBe(0);
});

import { getEventListeners } from "node:events";
import { expect, test } from "vitest";
import { Database } from "./driver.ts";

test("a watch ends with the commit of a change, and not with one that was undone", async () => {
  const database = Database.open(":memory:");
  const watch = database.changes.watch("tasks");
  const { signal } = new AbortController();
  const refused = () => {
    database.noteChange("tasks");
    throw new Error("refused");
  };
  expect(() => database.transaction(refused)).toThrow("refused");
  database.transaction(() => database.noteChange("queues"));
  let isOver = false;
  const next = watch.next(signal).finally(() => {
    isOver = true;
  });
  await new Promise(setImmediate);
  expect(isOver).toBe(false);

  database.transaction(() => {
    database.noteChange("tasks");
    database.transaction(() => {});
  });
  expect(await next).toBe(true);
});

test("a change that came between two waits is there for the second, once", async () => {
  const database = Database.open(":memory:");
  const watch = database.changes.watch("tasks");
  const ended = new AbortController();
  database.noteChange("tasks");
  expect(await watch.next(ended.signal)).toBe(true);
  const second = watch.next(ended.signal);
  ended.abort();
  expect(await second).toBe(false);
});

test("waits leave nothing on their signal", async () => {
  const database = Database.open(":memory:");
  const watch = database.changes.watch("tasks");
  const { signal } = new AbortController();
  for (let wait = 0; wait < 3; wait += 1) {
    const next = watch.next(signal);
    expect(getEventListeners(signal, "abort")).toHaveLength(1);
    database.noteChange("tasks");
    await next;
  }
  expect(getEventListeners(signal, "abort")).toHaveLength(0);
});

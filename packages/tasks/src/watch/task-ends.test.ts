import type { TaskStatus } from "@clearml-ts/protocol";
import { expect, test } from "vitest";
import { type Change, changeOf, newsFor, type Sighting } from "./task-ends.ts";

/** The changes that successive looks at a task show. */
function changes(...statuses: (TaskStatus | undefined)[]): Change[] {
  let seen: Sighting = { status: "queued", drafts: 0 };
  return statuses.map((status) => {
    const { change, now } = changeOf(seen, status);
    seen = now;
    return change;
  });
}

test("a task goes from its queue to a worker, back when the worker gives it back, and to its end", () => {
  expect(changes("queued", "in_progress", "in_progress", "queued", "in_progress", "completed")).toEqual([
    { kind: "none" },
    { kind: "moved", to: "running" },
    { kind: "none" },
    { kind: "moved", to: "queued" },
    { kind: "moved", to: "running" },
    { kind: "ended", status: "completed" },
  ]);
});

test("a task that was deleted is lost", () => {
  expect(changes(undefined)).toEqual([{ kind: "lost", why: "was deleted" }]);
});

test("a task that is moved to another queue is a draft for a moment; one that stays a draft is lost", () => {
  expect(changes("created", "created", "queued").map(({ kind }) => kind)).toEqual(["none", "none", "none"]);
  expect(changes("created", "created", "created").at(-1)).toEqual({
    kind: "lost",
    why: "was taken out of its queue, or reset",
  });
});

test("a worker that takes a task is news of those that wait, not of those that run", () => {
  expect(newsFor("waiting")).toContain("in_progress");
  expect(newsFor("running")).not.toContain("in_progress");
  expect(newsFor("running")).toEqual(expect.arrayContaining(["completed", "failed", "stopped"]));
});

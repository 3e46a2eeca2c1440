import type { TaskStatus } from "@clearml-ts/protocol";
import { expect, test } from "vitest";
import { type EarlierTask, EarlierTasks } from "./earlier-tasks.ts";

function taskOf(id: string, status: TaskStatus, { name = id, work = "w", isQueued = false } = {}): EarlierTask {
  return { id, name, status, work, isQueued };
}

const idsOf = (tasks: readonly EarlierTask[]) => tasks.map(({ id }) => id);

test("a step takes the completed task of its work, under its own name where there are several, and each once", () => {
  const tasks = new EarlierTasks(
    [
      taskOf("a", "completed"),
      taskOf("b", "completed"),
      taskOf("c", "failed"),
      taskOf("d", "completed", { work: "x" }),
    ],
    { followsQueues: false },
  );
  expect(tasks.takeCompleted({ name: "b", work: "w" })?.id).toBe("b");
  expect(tasks.takeCompleted({ name: "b", work: "w" })?.id).toBe("a");
  expect(tasks.takeCompleted({ name: "b", work: "w" })).toBeUndefined();
  expect(tasks.takeCompleted({ name: "d", work: "y" })).toBeUndefined();
});

test("tasks that workers do are taken where queues are followed, and cut short when no step has taken them", () => {
  const tasks = new EarlierTasks(
    [
      taskOf("waits", "queued", { isQueued: true }),
      taskOf("runs", "in_progress", { isQueued: true }),
      taskOf("was in a process", "in_progress"),
      taskOf("draft", "created"),
      taskOf("failed", "failed"),
    ],
    { followsQueues: true },
  );
  expect(idsOf(tasks.takeCutShort({ isOver: false }))).toEqual(["was in a process", "draft"]);
  expect(tasks.takeUnderWay({ name: "runs", work: "w" })?.id).toBe("runs");
  expect(idsOf(tasks.takeCutShort({ isOver: true }))).toEqual(["waits"]);
});

test("where queues are not followed, a worker's task is cut short", () => {
  const tasks = new EarlierTasks([taskOf("runs", "in_progress", { isQueued: true })], { followsQueues: false });
  expect(tasks.takeUnderWay({ name: "runs", work: "w" })).toBeUndefined();
  expect(idsOf(tasks.takeCutShort({ isOver: false }))).toEqual(["runs"]);
});

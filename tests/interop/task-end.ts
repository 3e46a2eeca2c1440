import type { Task } from "@clearml-ts/tasks";
import { vi } from "vitest";

/** As long as a busy machine may need for a Python task. */
const patience = { timeout: 240_000, interval: 200 };

/** Waits until a task that runs elsewhere is over, and answers how it ended. */
export async function taskEnd(task: Task): Promise<string> {
  return vi.waitFor(async () => {
    const { status, name } = await task.reload();
    if (["created", "queued", "in_progress"].includes(status)) {
      throw new Error(`Task "${name}" is still ${status}.`);
    }
    return status;
  }, patience);
}

/** Waits until the console of a task that runs elsewhere matches, and answers with the match. */
export async function consoleMatch(task: Task, pattern: RegExp): Promise<RegExpExecArray> {
  return vi.waitFor(async () => {
    const text = await consoleText(task);
    const match = pattern.exec(text);
    if (!match) {
      throw new Error(`Task "${task.name}" has not yet printed ${pattern}, but:\n${text}`);
    }
    return match;
  }, patience);
}

/** Everything a task has printed. */
export async function consoleText(task: Task): Promise<string> {
  let text = "";
  for await (const { msg } of task.getReportedConsole()) {
    text += msg;
  }
  return text;
}

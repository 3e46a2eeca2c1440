import { setTimeout as delay } from "node:timers/promises";
import type { Connection } from "@clearml-ts/client";
import type { TaskRecord } from "@clearml-ts/protocol";
import { isTransient } from "../until-answered.ts";
import { FOREIGN_STATUSES, type StopReason, stopReason } from "./stop-reason.ts";

/**
 * How often the task is looked at in any case, in milliseconds: the official agent's pace. The server may hold its answer back for so
 * long, and that answer does not come when the task is deleted.
 */
const POLL_MS = 5000;

/** How often the end of an abort callback is looked for, in milliseconds. */
const CALLBACK_POLL_MS = 1000;

/** Longest time that a program may ask for to tidy up, in seconds: the official agent's. */
const LONGEST_CALLBACK = 1800;

/** Waits until the run of a task has to end, and says why; undefined when the signal ends the wait. */
export async function watchTask(
  connection: Connection,
  task: string,
  signal: AbortSignal,
): Promise<StopReason | undefined> {
  const { tasks } = connection.services;
  const ofTask = { id: [task], search_hidden: true, only_fields: ["status", "status_message"] };
  const fields = ["status", "status_message"];
  const pattern = `stopping|^(${[...FOREIGN_STATUSES, "created"].join("|")})$`;
  while (!signal.aborted) {
    const began = performance.now();
    try {
      const { tasks: present } = await tasks.getAll(ofTask, { signal, retries: 0 });
      const changed = { ...ofTask, _any_: { fields, pattern } };
      const waiting = { signal, waitUpTo: POLL_MS, retries: 0 };
      const reason = stopReason(present[0]) ?? reasonOf((await tasks.getAll(changed, waiting)).tasks);
      if (reason) {
        return reason;
      }
    } catch (error) {
      if (signal.aborted) {
        return undefined;
      }
      if (!isTransient(error)) {
        connection.warn(`Task ${task} cannot be watched, so stopping it may not be noticed: ${error}`);
      }
    }
    await delay(Math.max(0, POLL_MS - (performance.now() - began)), undefined, { signal }).catch(() => {});
  }
  return undefined;
}

function reasonOf([task]: readonly Pick<TaskRecord, "status" | "status_message">[]): StopReason | undefined {
  return task && stopReason(task);
}

/**
 * Gives a program that has asked for it (`Task.register_abort_callback`) the time to tidy up: until it says that it has, or the time
 * that it asked for is over, or the signal ends the wait.
 */
export async function waitForAbortCallback(
  connection: Connection,
  task: string,
  say: (text: string) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const runtime = await readRuntime(connection, task, signal);
  const asked = Number(runtime["_abort_callback_timeout"] ?? 0);
  if (!(asked > 0)) {
    return;
  }
  const seconds = Math.min(asked + (Number(runtime["_abort_poll_freq"] ?? 0) || 0), LONGEST_CALLBACK);
  await say(`### Task abort callback timeout set, waiting for max ${seconds} sec ###\n`);
  const began = performance.now();
  const elapsed = () => (performance.now() - began) / 1000;
  while (elapsed() < seconds) {
    if ((await readRuntime(connection, task, signal))["_abort_callback_completed"]) {
      await say(`### Task abort callback completed in ${elapsed().toFixed(2)} seconds ###\n`);
      return;
    }
    await delay(CALLBACK_POLL_MS, undefined, { signal });
  }
  await say(`### Task abort callback timed out [timeout: ${seconds}, elapsed: ${elapsed().toFixed(2)}] ###\n`);
}

async function readRuntime(
  { services }: Connection,
  task: string,
  signal: AbortSignal,
): Promise<NonNullable<TaskRecord["runtime"]>> {
  const request = { id: [task], search_hidden: true, only_fields: ["runtime"] };
  const { tasks } = await services.tasks.getAll(request, { signal });
  return tasks[0]?.runtime ?? {};
}

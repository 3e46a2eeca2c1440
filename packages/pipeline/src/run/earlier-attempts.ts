import { EarlierTasks } from "../earlier/earlier-tasks.ts";
import { endCutShort } from "../earlier/end-cut-short.ts";
import { findEarlierTasks } from "../earlier/find-earlier-tasks.ts";
import { messageOf } from "../message-of.ts";
import type { Controller } from "./controller/controller.ts";
import type { StepRunner } from "./runner/step-runner.ts";

/**
 * Runs a further attempt of a run with the tasks of its earlier ones. Tasks that nobody works on any more are marked as stopped
 * before it, and those that its steps have no use for, after it.
 */
export async function withEarlierTasks<T>(
  { task: { connection, id } }: Controller,
  runner: Pick<StepRunner, "queues">,
  work: (earlier: EarlierTasks) => Promise<T>,
): Promise<T> {
  const followsQueues = runner.queues !== undefined;
  const earlier = new EarlierTasks(await findEarlierTasks(connection, id), { followsQueues });
  await endCutShort(connection, earlier.takeCutShort({ isOver: false }));
  try {
    return await work(earlier);
  } finally {
    await endCutShort(connection, earlier.takeCutShort({ isOver: true })).catch((error: unknown) => {
      connection.warn(`Tasks of earlier attempts of run ${id} may still run: ${messageOf(error)}`);
    });
  }
}

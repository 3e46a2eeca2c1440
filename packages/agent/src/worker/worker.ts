import type { AgentSettings } from "../options.ts";
import { endLeftoverRun } from "../run/end-leftover-run.ts";
import { TaskRun } from "../run/task-run.ts";
import { NextRun } from "../slot/next-run.ts";
import type { Slot } from "../slot/slot.ts";
import { QueueReader } from "./next-task.ts";
import { StatusReports } from "./status-reports.ts";

/** Signs a worker on. */
export async function registerWorker({ connection, queues }: AgentSettings, { workerId }: Slot): Promise<void> {
  await connection.services.workers.register({ worker: workerId, queues });
}

/** Takes one task after the other from the queues and runs it, until the signal ends it; then signs the worker off. */
export async function work(settings: AgentSettings, slot: Slot, closing: AbortSignal): Promise<void> {
  const { connection, queues } = settings;
  const reader = new QueueReader(connection, queues, new NextRun(slot.folder));
  const reports = new StatusReports(connection, slot.workerId, queues);
  reports.start();
  try {
    await endLeftoverRun(settings, slot, closing);
    for (let pulled = await reader.next(closing); pulled; pulled = await reader.next(closing)) {
      await Promise.all([reports.change(pulled), new TaskRun(settings, slot, pulled).run(closing)]);
      await reports.change(undefined);
    }
  } catch (error) {
    // What could not be reported in time is in the slot: the next agent reports it.
    if (!closing.aborted) {
      throw error;
    }
  } finally {
    reports.stop();
    await connection.services.workers
      .unregister({ worker: slot.workerId }, { retries: 0, timeout: 5000 })
      .catch(() => {});
    await slot.release();
  }
}

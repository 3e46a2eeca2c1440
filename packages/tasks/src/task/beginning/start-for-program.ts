import { lookAtTables } from "../../artifacts/registered/look-at-tables.ts";
import { LOOK_EVERY } from "../../artifacts/registered/registered-tables.ts";
import { endWithProgram } from "../../exit/open-work.ts";
import { ResourceMonitor } from "../../monitor/resource-monitor.ts";
import type { TaskOrigin } from "../../record/task-origin.ts";
import { recoverJournals } from "../../recovery/recover.ts";
import { RunningTask } from "../../recovery/running-task.ts";
import type { TaskParts } from "../life/task-parts.ts";
import { countAsRunning, endUnheeded } from "../life/unheeded-stop.ts";
import type { TaskRun } from "../task-run.ts";

/** How the task of a program is started. */
export interface StartForProgramOptions {
  origin: TaskOrigin;
  /** Whether the task is told what the machine does. */
  monitored: boolean;
}

/** Starts a task as that of the program: if nothing ends it before, the end of the program does. */
export async function startForProgram(
  task: TaskRun,
  { life, logger, machineLogger, reporter }: TaskParts,
  { origin, monitored }: StartForProgramOptions,
): Promise<void> {
  await task.start();
  recoverJournals(task.connection);
  const forget = endWithProgram(new RunningTask({ task, life, reporter, ...origin }));
  const monitor = monitored ? new ResourceMonitor({ reports: machineLogger, program: logger }) : undefined;
  const runsNoMore = countAsRunning(task);
  if (!origin.underAgent) {
    life.onUnheeded((reason) => endUnheeded(task, reason));
  }
  const looking = setInterval(() => void lookAtTables(task), LOOK_EVERY).unref();
  life.onRest(() => {
    clearInterval(looking);
    monitor?.stop();
    forget();
    runsNoMore();
  });
}

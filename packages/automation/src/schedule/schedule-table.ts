import type { Connection } from "@clearml-ts/client";
import { cellOf, linkTo } from "../launch/launch-tables.ts";
import { nextRun } from "./next-run.ts";
import type { ScheduleJob } from "./schedule-job.ts";

/** The columns of the table that Python shows. */
const COLUMNS = [
  "name",
  "base_task_id",
  "base_function",
  "next_run",
  "target_project",
  "queue",
  "minute",
  "hour",
  "day",
  "month",
  "year",
  "starting_time",
  "execution_limit_hours",
  "recurring",
  "single_instance",
  "task_parameters",
  "task_overrides",
  "clone_task",
];

/** The table of all entries, as `TaskScheduler._update_execution_plots` of Python has it. */
export function scheduleTable(connection: Connection, jobs: readonly ScheduleJob[]): string[][] {
  return [
    COLUMNS,
    ...jobs.map((job) => [
      job.name,
      linkTo(connection, job.baseTaskId),
      job.run?.name ?? "",
      cellOf(nextRun(job)),
      cellOf(job.targetProject),
      cellOf(job.queue),
      cellOf(job.minute),
      cellOf(job.hour),
      cellOf(job.day),
      cellOf(job.month),
      cellOf(job.year),
      cellOf(job.startingTime),
      cellOf(job.executionLimitHours),
      cellOf(job.recurring),
      cellOf(job.singleInstance),
      // Both are trees of values without gaps, as they were given or read.
      cellOf(JSON.parse(JSON.stringify(job.taskParameters))),
      cellOf(job.taskOverrides),
      job.baseTaskId === undefined ? "" : cellOf(job.cloneTask),
    ]),
  ];
}

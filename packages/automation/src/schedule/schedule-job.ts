import { emptyTarget, type LaunchTarget } from "../launch/launch-options.ts";
import { type LaunchRecord, launchRecord, withLaunchRecord } from "../launch/launch-record.ts";
import { pythonDate, readPythonDate } from "../time/python-date.ts";
import type { TimingState } from "./next-run.ts";
import type { Weekday } from "./timing.ts";

/** The moment that stands for "at once" as the beginning of an entry. */
export const AT_ONCE = new Date(0);

/** An entry of a schedule, with what it has done so far. */
export interface ScheduleJob extends LaunchTarget<[]>, TimingState {
  /** Hours that a task may run. */
  executionLimitHours: number | undefined;
}

/** An entry as Python's `ScheduleJob` writes it into the configuration; null leaves a field as it is. */
export interface ScheduleRecord extends LaunchRecord {
  execution_limit_hours: number | null;
  recurring: boolean;
  starting_time: string | null;
  minute: number | null;
  hour: number | null;
  day: number | null;
  weekdays: readonly Weekday[] | null;
  month: number | null;
  year: number | null;
}

/** An entry as Python writes it into the state: with what has happened so far. */
export interface ScheduleStateRecord extends ScheduleRecord {
  _executed_instances: readonly string[] | null;
  _next_run: string | null;
  _execution_timeout: string | null;
  _last_executed: string | null;
  _schedule_counter: number;
}

/** Writes what people may change of an entry. */
export function scheduleRecord(job: ScheduleJob): ScheduleRecord {
  return {
    ...launchRecord(job),
    execution_limit_hours: job.executionLimitHours ?? null,
    recurring: job.recurring,
    starting_time: pythonDate(job.startingTime),
    minute: job.minute ?? null,
    hour: job.hour ?? null,
    day: job.day ?? null,
    weekdays: job.weekdays ?? null,
    month: job.month ?? null,
    year: job.year ?? null,
  };
}

/** Writes all of an entry. */
export function scheduleStateRecord(job: ScheduleJob, nextRun: Date | undefined): ScheduleStateRecord {
  return {
    ...scheduleRecord(job),
    _executed_instances: job.executedInstances.length > 0 ? job.executedInstances : null,
    _next_run: nextRun === undefined ? null : pythonDate(nextRun),
    _execution_timeout: null,
    _last_executed: job.lastExecuted === undefined ? null : pythonDate(job.lastExecuted),
    _schedule_counter: job.scheduleCounter,
  };
}

/** Lays a record over an entry, of which it may change everything but its function. */
export function withRecord(job: ScheduleJob, record: Partial<ScheduleStateRecord>): ScheduleJob {
  return {
    ...job,
    ...withLaunchRecord(job, record),
    executionLimitHours: record.execution_limit_hours ?? job.executionLimitHours,
    recurring: record.recurring ?? job.recurring,
    minute: record.minute ?? job.minute,
    hour: record.hour ?? job.hour,
    day: record.day ?? job.day,
    weekdays: record.weekdays ?? job.weekdays,
    month: record.month ?? job.month,
    year: record.year ?? job.year,
    ...withHistory(job, record),
  };
}

/** The part of an entry that tells what has happened so far. */
export function withHistory(
  job: ScheduleJob,
  record: Partial<ScheduleStateRecord>,
): Pick<ScheduleJob, "startingTime" | "lastExecuted" | "scheduleCounter" | "executedInstances"> {
  return {
    startingTime: readPythonDate(record.starting_time) ?? job.startingTime,
    lastExecuted: readPythonDate(record._last_executed) ?? job.lastExecuted,
    scheduleCounter: record._schedule_counter ?? job.scheduleCounter,
    executedInstances: (record._executed_instances ?? job.executedInstances).map(String),
  };
}

/** An entry that is nothing yet, to lay a record over. */
export function emptyJob(now: Date): ScheduleJob {
  return {
    ...emptyTarget<[]>(),
    executionLimitHours: undefined,
    recurring: true,
    startingTime: now,
    lastExecuted: undefined,
    scheduleCounter: 0,
  };
}

import { Task } from "@clearml-ts/tasks";
import { type ExecutedJob, type ExecutedRecord, executedRecord, readExecuted, recent } from "../launch/executed-job.ts";
import { noteFinished } from "../launch/finished-jobs.ts";
import { launchEntry } from "../launch/launch-entry.ts";
import { checkTarget } from "../launch/launch-options.ts";
import { executedRows } from "../launch/launch-tables.ts";
import { isUnderWay } from "../launch/launch-task.ts";
import { takenEntries } from "../launch/taken-entries.ts";
import type { SchedulerContext } from "../service/scheduler-context.ts";
import type { SchedulerConfiguration, SchedulerStep, SchedulerWork } from "../service/scheduler-work.ts";
import { pythonDate, readPythonDate } from "../time/python-date.ts";
import { nextRun } from "./next-run.ts";
import {
  AT_ONCE,
  emptyJob,
  type ScheduleJob,
  type ScheduleRecord,
  type ScheduleStateRecord,
  scheduleRecord,
  scheduleStateRecord,
  withHistory,
  withRecord,
} from "./schedule-job.ts";
import { scheduleTable } from "./schedule-table.ts";
import { checkTiming } from "./timing.ts";

/** The state of a scheduler, as Python's writes it. */
interface ScheduleState {
  scheduled_jobs?: ScheduleStateRecord[];
  /** Ids of tasks by the times at which they are to be stopped. */
  timeout_jobs?: Record<string, string> | null;
  executed_jobs?: ExecutedRecord[];
}

/** The configuration that holds the schedule, by the name that Python reads. */
const SCHEDULE = "schedule";

/** A task that could not be stopped is stopped again after this time. */
const STOP_AGAIN_MS = 60_000;

/** The entries of a schedule, and what they have started. */
export class Schedule implements SchedulerWork {
  readonly #context: SchedulerContext;
  #jobs: ScheduleJob[] = [];
  #executed: ExecutedJob[] = [];
  /** Tasks that are to be stopped, by their ids. */
  #limits = new Map<string, Date>();

  constructor(context: SchedulerContext) {
    this.#context = context;
  }

  get jobs(): readonly ScheduleJob[] {
    return this.#jobs;
  }

  /**
   * Enters something to start. An entry of the same name is replaced.
   *
   * @throws {@link ScheduleError} when it is never due, or has nothing to start.
   */
  add(job: ScheduleJob): void {
    check(job);
    this.#jobs = [...this.#jobs.filter(({ name }) => name !== job.name), job];
  }

  /** Takes out the entries that start a task, given by its id, or a function; false means that there is none. */
  remove(what: string | (() => unknown)): boolean {
    const kept = this.#jobs.filter(({ baseTaskId, run }) => baseTaskId !== what && run !== what);
    const found = kept.length < this.#jobs.length;
    this.#jobs = kept;
    return found;
  }

  configurations(): SchedulerConfiguration[] {
    const text = JSON.stringify(this.#jobs.map(scheduleRecord));
    return [{ name: SCHEDULE, description: "schedule tasks configuration", text }];
  }

  readConfigurations(texts: Readonly<Record<string, string>>): void {
    const records = JSON.parse(texts[SCHEDULE] ?? "[]") as ScheduleRecord[];
    this.#jobs = this.#take(records);
  }

  state(): ScheduleState {
    return {
      scheduled_jobs: this.#jobs.map((job) => scheduleStateRecord(job, nextRun(job))),
      timeout_jobs: Object.fromEntries([...this.#limits].map(([id, at]) => [pythonDate(at), id])),
      executed_jobs: this.#executed.map(executedRecord),
    };
  }

  restore(stored: unknown, entriesOf: "program" | "state"): void {
    const {
      scheduled_jobs: records = [],
      timeout_jobs: limits,
      executed_jobs: executed = [],
    } = stored as ScheduleState;
    this.#jobs =
      entriesOf === "state"
        ? this.#take(records)
        : this.#jobs.map((job) => {
            const record = records.find(({ name }) => name === job.name);
            return record ? { ...job, ...withHistory(job, record) } : job;
          });
    this.#limits = new Map(
      Object.entries(limits ?? {}).map(([at, id]) => [id, readPythonDate(at) ?? this.#context.now()]),
    );
    this.#executed = executed.map(readExecuted);
  }

  async step(): Promise<SchedulerStep> {
    const now = this.#context.now();
    for (const [taskId, at] of this.#limits) {
      if (at <= now) {
        this.#context.log(`Aborting job due to timeout: ${taskId}`);
        // Where that fails, it is tried again later, and holds up nothing else that is due.
        this.#limits.set(taskId, new Date(now.getTime() + STOP_AGAIN_MS));
        await this.#stopTask(taskId);
        this.#limits.delete(taskId);
        return { acted: true, nextAt: undefined };
      }
    }
    const times = this.#jobs
      .map((job) => ({ job, at: nextRun(job) }))
      .filter((entry): entry is { job: ScheduleJob; at: Date } => entry.at !== undefined)
      .sort((a, b) => a.at.getTime() - b.at.getTime());
    const [first] = times;
    if (first !== undefined && first.at <= now) {
      await this.#launch(first.job);
      return { acted: true, nextAt: undefined };
    }
    const next = Math.min(...[...this.#limits.values(), ...times.map(({ at }) => at)].map((date) => date.getTime()));
    return { acted: false, nextAt: Number.isFinite(next) ? new Date(next) : undefined };
  }

  async report(task: Task): Promise<void> {
    const { connection, logger } = task;
    await noteFinished(connection, this.#executed, { calls: this.#context.calls, now: this.#context.now() });
    logger.reportTable("Schedule Tasks", " ", { table: scheduleTable(connection, this.#jobs) });
    const header = ["name", "task id", "started", "finished"];
    logger.reportTable("Executed Tasks", " ", { table: [header, ...executedRows(connection, this.#executed)] });
  }

  async #launch(job: ScheduleJob): Promise<void> {
    const { taskParameters: parameters, executionLimitHours: hours } = job;
    const executed = await launchEntry(job, { args: [], parameters, tags: [] }, await this.#context.launchParts());
    this.#noteRun(job, executed && (executed.taskId ?? executed.callNumber));
    if (executed !== undefined) {
      this.#executed = recent([...this.#executed, executed]);
    }
    if (executed?.taskId !== undefined && hours !== undefined) {
      this.#limits.set(executed.taskId, new Date(this.#context.clock.now() + hours * 3_600_000));
    }
  }

  /** Reference: `ScheduleJob.run` in `clearml/automation/scheduler.py`. */
  #noteRun(job: ScheduleJob, instance: string | undefined): void {
    if (job.lastExecuted !== undefined || job.startingTime.getTime() !== AT_ONCE.getTime()) {
      job.scheduleCounter += 1;
    }
    job.lastExecuted = this.#context.now();
    if (instance !== undefined) {
      job.executedInstances = recent([...job.executedInstances, instance]);
    }
  }

  async #stopTask(id: string): Promise<void> {
    const connection = await this.#context.connection();
    if (await isUnderWay(connection, id)) {
      const task = await Task.get({ id }, { connection });
      await task.stopRequest({ message: "It has reached the time limit of its schedule." });
    }
  }

  #take(records: readonly Partial<ScheduleStateRecord>[]): ScheduleJob[] {
    return takenEntries(records, {
      word: "entry",
      own: this.#jobs,
      read: (own, record) => withRecord(own ?? emptyJob(this.#context.now()), record),
      check,
      warn: (line) => this.#context.log(line, "warning"),
    });
  }
}

function check(job: ScheduleJob): void {
  checkTarget(job);
  checkTiming(job.name, {
    minute: job.minute,
    hour: job.hour,
    day: job.day,
    weekdays: job.weekdays,
    month: job.month,
    year: job.year,
  });
}

import type { Connection } from "@clearml-ts/client";
import type { Task } from "@clearml-ts/tasks";
import type { SearchJob } from "../jobs/search-job.ts";
import type { Objective } from "../objective/objective.ts";
import { ReportPeriod } from "../report/report-period.ts";
import { ranked, reportSearch, resultOf } from "../report/search-report.ts";
import { type JobResult, summaryTable } from "../report/summary-table.ts";
import { type SearchLimits, usedBudget } from "../search/budget.ts";
import type { SearchRun } from "../search/search-run.ts";
import { archiveOthers } from "./archive-others.ts";
import type { StartSearchOptions } from "./completed-job.ts";

/** The parts that the progress of a search is made of. */
export interface SearchProgressParts {
  connection: Connection;
  /** The task that shows it; undefined where there is none. */
  task: Task | undefined;
  objective: Objective;
  limits: SearchLimits;
  /** The queue of the jobs; undefined where they run in this process. */
  queue: string | undefined;
  /** How many of the best jobs stay out of the archive; 0 for all. */
  kept: number;
  /** Part of the time of the search that is over; undefined where it has no limit. */
  usedTime(): number | undefined;
  jobCompleteCallback: StartSearchOptions["jobCompleteCallback"] | undefined;
}

/** Gathers the results of a search, shows them on its task, and archives what is not to be kept. */
export class SearchProgress {
  readonly #parts: SearchProgressParts;
  readonly #period = new ReportPeriod(() => this.#report(), 0);
  readonly #results: JobResult[] = [];
  readonly #callbacks: Promise<void>[] = [];
  #search: SearchRun | undefined;
  #reports = 0;
  /** Reports go one after the other. */
  #last: Promise<void> = Promise.resolve();

  constructor(parts: SearchProgressParts) {
    this.#parts = parts;
  }

  /** Sets how many minutes are between two reports. */
  setPeriod(minutes: number): void {
    this.#period.period = minutes * 60_000;
  }

  /** Names the search that is shown, and shows that it has begun. */
  follow(search: SearchRun): void {
    this.#search = search;
    this.#period.change();
  }

  /** Takes up a job that is over. */
  add(job: SearchJob): void {
    const index = this.#search?.jobs.indexOf(job) ?? 0;
    const result = resultOf(job, index, this.#parts.objective);
    if (result !== undefined) {
      this.#results.push(result);
      this.#callbacks.push(this.#tell(result));
    }
    this.#period.change();
  }

  /** Waits for the callbacks, shows the end of the search, and stores its table as an artifact. */
  async finish(): Promise<void> {
    this.#period.close();
    await Promise.all(this.#callbacks);
    await this.#report();
    const { task } = this.#parts;
    if (task !== undefined) {
      await task.uploadArtifact("summary", { json: { table: summaryTable(this.#ranked()) } });
      await task.flush();
    }
  }

  #ranked(): JobResult[] {
    return ranked(this.#results, this.#parts.objective);
  }

  async #tell({ taskId, value, iteration, parameters }: JobResult): Promise<void> {
    const { jobCompleteCallback, connection } = this.#parts;
    try {
      await jobCompleteCallback?.({
        jobId: taskId,
        objectiveValue: value,
        objectiveIteration: iteration,
        jobParameters: parameters,
        topPerformanceJobId: this.#ranked()[0]?.taskId ?? taskId,
      });
    } catch (error) {
      connection.warn(`The callback for job ${taskId} failed: ${String(error)}`);
    }
  }

  #report(): Promise<void> {
    this.#last = this.#last
      .then(() => this.#show())
      .catch((error: unknown) => {
        this.#parts.connection.warn(`The search could not be shown: ${String(error)}`);
      });
    return this.#last;
  }

  async #show(): Promise<void> {
    const { connection, task, objective, limits, kept, usedTime } = this.#parts;
    this.#reports += 1;
    if (task !== undefined) {
      const search = {
        objective,
        results: this.#results,
        active: this.#search?.active ?? [],
        budget: usedBudget(this.#search?.jobs ?? [], limits, Date.now()),
        usedTime: usedTime(),
        queueWorkers: await this.#queueWorkers(),
      };
      reportSearch(task, search, this.#reports);
    }
    if (kept > 0) {
      const ids = this.#ranked().map(({ taskId }) => taskId);
      await archiveOthers(connection, ids, kept);
    }
  }

  async #queueWorkers(): Promise<number | undefined> {
    const { connection, queue } = this.#parts;
    if (queue === undefined) {
      return undefined;
    }
    const { workers } = await connection.services.workers.getAll({});
    return workers.filter(({ queues = [] }) => queues.some(({ id, name }) => id === queue || name === queue)).length;
  }
}

import type { Connection } from "@clearml-ts/client";
import { createJob, type JobOrigin } from "../jobs/create-job.ts";
import type { EarlierJobs } from "../jobs/earlier-jobs.ts";
import type { JobRunner } from "../jobs/job-runner.ts";
import type { SearchJob } from "../jobs/search-job.ts";
import type { Objective } from "../objective/objective.ts";
import type { SearchStrategy } from "../strategies/search-strategy.ts";
import { afterMinutes } from "../time/after-minutes.ts";
import { minutesLeft, type SearchLimits } from "./budget.ts";

/** The parts of a search. */
export interface SearchRunParts {
  connection: Connection;
  origin: JobOrigin;
  /** Jobs that are taken up before new ones are made. */
  earlier: EarlierJobs;
  strategy: SearchStrategy;
  runner: JobRunner;
  objective: Objective;
  limits: SearchLimits;
  /** Minutes between two looks at what running jobs have reported. */
  lookEvery: number;
  /** Is told when a job is over, with all that it has reported. */
  onEnd(job: SearchJob): void;
}

/** Ids in one call; the server answers no more tasks at a time. */
const PAGE = 500;

/** A search: makes jobs while there are values to try, and stops those that are over a limit or not worth going on with. */
export class SearchRun {
  readonly #parts: SearchRunParts;
  readonly #jobs: SearchJob[] = [];
  readonly #running = new Map<SearchJob, Promise<void>>();
  /** Why a job could not be run, which ends the search. */
  #failure: { error: unknown } | undefined;
  #stopReason: string | undefined;
  #cancelComputeTimer: () => void = () => {};

  constructor(parts: SearchRunParts) {
    this.#parts = parts;
  }

  /** All jobs so far, in the order in which they were made. */
  get jobs(): readonly SearchJob[] {
    return this.#jobs;
  }

  /** Jobs that wait or run. */
  get active(): readonly SearchJob[] {
    return [...this.#running.keys()];
  }

  /** Runs jobs until there is nothing left to try, or the search is stopped. */
  async run(): Promise<void> {
    const { connection, runner } = this.#parts;
    await runner.prepare(connection);
    const stopLooking = this.#lookAgainAndAgain();
    try {
      for (;;) {
        await this.#fill();
        if (this.#failure !== undefined) {
          throw this.#failure.error;
        }
        if (this.#running.size === 0) {
          return;
        }
        await Promise.race(this.#running.values());
      }
    } finally {
      stopLooking();
      this.stop("The search has ended.");
      await Promise.all(this.#running.values());
      this.#cancelComputeTimer();
    }
  }

  /** Makes no more jobs, and stops those that wait or run. */
  stop(reason: string): void {
    this.#stopReason ??= reason;
    for (const job of this.#running.keys()) {
      job.stop(this.#stopReason);
    }
  }

  async #fill(): Promise<void> {
    const { limits, strategy, origin, earlier } = this.#parts;
    while (this.#mayBegin(limits)) {
      const sample = strategy.nextSample();
      if (sample === undefined) {
        return;
      }
      const name = origin.name(origin.base.name, sample);
      const job = (await earlier.take(name, sample)) ?? (await createJob(origin, sample));
      this.#jobs.push(job);
      this.#begin(job);
    }
  }

  #mayBegin({ concurrency, totalMaxJobs = Number.POSITIVE_INFINITY }: SearchLimits): boolean {
    const goesOn = this.#stopReason === undefined && this.#failure === undefined;
    return goesOn && this.#running.size < concurrency && this.#jobs.length < totalMaxJobs;
  }

  #begin(job: SearchJob): void {
    if (this.#stopReason !== undefined) {
      job.stop(this.#stopReason);
    }
    const run = async () => {
      try {
        await this.#runJob(job);
      } catch (error) {
        this.#failure ??= { error };
      } finally {
        this.#running.delete(job);
      }
    };
    this.#running.set(job, run());
  }

  async #runJob(job: SearchJob): Promise<void> {
    if (job.phase === "over") {
      await this.#record(job);
      return;
    }
    const { runner, limits } = this.#parts;
    let cancel = () => {};
    const onMove = (to: "queued" | "running") => {
      cancel();
      job.phase = to;
      job.startedAt = to === "running" ? Date.now() : undefined;
      const { timeLimitPerJob: minutes } = limits;
      if (to === "running" && minutes !== undefined) {
        cancel = afterMinutes(minutes, () => job.giveUp(`It has run for ${minutes} minutes, the limit of a job.`));
      }
      this.#setComputeTimer();
    };
    try {
      await runner.run(job, onMove);
    } finally {
      cancel();
      job.endedAt = Date.now();
      job.phase = "over";
      this.#setComputeTimer();
    }
    await job.noteEnd();
    await this.#record(job);
  }

  /** Reads how a job has ended. */
  async #record(job: SearchJob): Promise<void> {
    const { started, completed } = (await job.task.reload()).record;
    job.startedAt = started === undefined ? undefined : Date.parse(started);
    job.endedAt = completed === undefined ? job.endedAt : Date.parse(completed);
    job.curve = await this.#parts.objective.readCurve(this.#parts.connection, job.id);
    this.#parts.strategy.judge({ taskId: job.id, curve: job.curve });
    this.#parts.onEnd(job);
  }

  #setComputeTimer(): void {
    this.#cancelComputeTimer();
    const { limits } = this.#parts;
    const minutes = minutesLeft(this.#jobs, limits, Date.now());
    if (minutes !== undefined) {
      const reason = `The jobs have run for ${limits.computeTimeLimit} minutes together, the limit of the search.`;
      this.#cancelComputeTimer = afterMinutes(minutes, () => this.stop(reason));
    }
  }

  #lookAgainAndAgain(): () => void {
    const { limits, strategy, lookEvery, connection } = this.#parts;
    if (limits.maxIterationPerJob === undefined && !strategy.stopsEarly) {
      return () => {};
    }
    let cancel = () => {};
    const look = async () => {
      await this.#look().catch((error: unknown) =>
        connection.warn(`The jobs could not be looked at: ${String(error)}`),
      );
      wait();
    };
    let isOver = false;
    const wait = () => {
      if (!isOver) {
        cancel = afterMinutes(lookEvery, () => void look());
      }
    };
    wait();
    return () => {
      isOver = true;
      cancel();
    };
  }

  async #look(): Promise<void> {
    const { connection } = this.#parts;
    const running = new Map(this.active.filter(({ phase }) => phase === "running").map((job) => [job.id, job]));
    const ids = [...running.keys()];
    for (let first = 0; first < ids.length; first += PAGE) {
      const { tasks } = await connection.services.tasks.getAll({
        id: ids.slice(first, first + PAGE),
        search_hidden: true,
        only_fields: ["id", "last_iteration"],
      });
      for (const { id, last_iteration = 0 } of tasks) {
        const job = running.get(id);
        if (job && last_iteration > job.iterations) {
          await this.#judge(job);
        }
      }
    }
  }

  async #judge(job: SearchJob): Promise<void> {
    const { connection, objective, strategy, limits } = this.#parts;
    job.curve = await objective.readCurve(connection, job.id);
    if (job.phase !== "running" || job.signal.aborted) {
      return;
    }
    const reason = strategy.judge({ taskId: job.id, curve: job.curve });
    const { maxIterationPerJob: most = Number.POSITIVE_INFINITY } = limits;
    if (reason !== undefined || job.iterations > most) {
      job.giveUp(reason ?? `It has reported more than ${most} iterations, the limit of a job.`);
    }
  }
}

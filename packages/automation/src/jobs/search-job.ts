import type { ReportedCurve, Task } from "@clearml-ts/tasks";
import type { ParameterSample } from "../space/parameter.ts";

/** The user property of a job that was stopped for what it is, with the reason. */
export const GIVEN_UP = "stopped by the search";

/** One job of a search: a copy of the base task with other parameters. */
export class SearchJob {
  readonly task: Task;
  readonly parameters: ParameterSample;
  /** Where it stands, as its runner has told. */
  phase: "queued" | "running" | "over" = "queued";
  /** When it began to run, in milliseconds since the epoch. */
  startedAt: number | undefined;
  endedAt: number | undefined;
  /** The objective as it has reported it, as of the last look. */
  curve: ReportedCurve = { x: [], y: [] };
  readonly #stop = new AbortController();
  #givenUp: string | undefined;

  constructor(task: Task, parameters: ParameterSample) {
    this.task = task;
    this.parameters = parameters;
  }

  get id(): string {
    return this.task.id;
  }

  /** Aborted when the job is to be stopped, with the reason as a text. */
  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  /** Has the job stopped with the search; its runner says when it is. */
  stop(reason: string): void {
    this.#stop.abort(reason);
  }

  /** Has the job stopped because more of it is not wanted: it is behind, or over a limit of its own. */
  giveUp(reason: string): void {
    this.#givenUp = reason;
    this.stop(reason);
  }

  /** Notes on its task that it was given up, so that a later run of the search does not run it again. */
  async noteEnd(): Promise<void> {
    if (this.#givenUp !== undefined) {
      await this.task.setUserProperties({ [GIVEN_UP]: this.#givenUp });
    }
  }

  /** Minutes that it has run. */
  minutes(now: number): number {
    return this.startedAt === undefined ? 0 : Math.max(0, (this.endedAt ?? now) - this.startedAt) / 60_000;
  }

  /** The last iteration of the objective that it has reported. */
  get iterations(): number {
    return this.curve.x.at(-1) ?? 0;
  }
}

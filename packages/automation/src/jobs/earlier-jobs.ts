import type { TaskStatus } from "@clearml-ts/protocol";
import { type ParameterValue, parameterText, Task } from "@clearml-ts/tasks";
import type { ParameterSample } from "../space/parameter.ts";
import { GIVEN_UP, SearchJob } from "./search-job.ts";

/** Where the jobs of a search run. */
export interface EarlierJobsOptions {
  /** Whether they run on without this process. */
  runsElsewhere: boolean;
}

/** The jobs that an earlier run of a search has left on the server; a strategy that comes to their values again gets them back. */
export class EarlierJobs {
  readonly #jobs: Task[];
  readonly #options: EarlierJobsOptions;

  private constructor(jobs: Task[], options: EarlierJobsOptions) {
    this.#jobs = jobs;
    this.#options = options;
  }

  /** No jobs, of a search that begins. */
  static none(): EarlierJobs {
    return new EarlierJobs([], { runsElsewhere: false });
  }

  /** Finds the jobs of an optimizer's task, the oldest first. */
  static async of({ id: parent, connection }: Task, options: EarlierJobsOptions): Promise<EarlierJobs> {
    const jobs: Task[] = [];
    const query = { parent, includeArchived: true, includeHidden: true, filter: { order_by: ["created"] } };
    for await (const task of Task.list(query, { connection })) {
      jobs.push(task);
    }
    return new EarlierJobs(jobs, options);
  }

  /** Takes the job of this name that tries these values, as far as it has come; undefined where there is none. */
  async take(name: string, sample: ParameterSample): Promise<SearchJob | undefined> {
    const place = this.#jobs.findIndex((task) => task.name === name && hasValues(task, sample));
    const [task] = place === -1 ? [] : this.#jobs.splice(place, 1);
    if (task === undefined) {
      return undefined;
    }
    const job = new SearchJob(task, sample);
    const fate = fateOf(task.status, { isGivenUp: GIVEN_UP in task.getUserProperties(), ...this.#options });
    if (fate === "counts") {
      job.phase = "over";
    }
    if (fate === "again") {
      await task.reset({ force: true });
    }
    return job;
  }
}

/**
 * Decides what becomes of a job that is found: it counts as it is, it goes on from where it is, or it runs again because it was cut off
 * with the search, or by somebody.
 */
export function fateOf(
  status: TaskStatus,
  { isGivenUp, runsElsewhere }: { isGivenUp: boolean; runsElsewhere: boolean },
): "counts" | "goes on" | "again" {
  switch (status) {
    case "created":
      return "goes on";
    case "queued":
    case "in_progress":
      return runsElsewhere ? "goes on" : "again";
    case "stopped":
      return isGivenUp ? "counts" : "again";
    default:
      return "counts";
  }
}

function hasValues(task: Task, sample: ParameterSample): boolean {
  return Object.entries(sample).every(([name, value]) => textOf(task.getParameter(name)) === textOf(value));
}

function textOf(value: ParameterValue | undefined): string | undefined {
  return value === undefined ? undefined : parameterText(value);
}

import type { Connection } from "@clearml-ts/client";
import { findOrCreateProject, Task } from "@clearml-ts/tasks";
import { SearchDefinitionError } from "../errors.ts";
import { defaultJobName } from "../jobs/create-job.ts";
import { EarlierJobs } from "../jobs/earlier-jobs.ts";
import type { JobRunner } from "../jobs/job-runner.ts";
import { Objective } from "../objective/objective.ts";
import { hasShownSearch } from "../report/search-report.ts";
import { SearchRun } from "../search/search-run.ts";
import { BegunSearch } from "./begun-search.ts";
import { checkSettings } from "./check-settings.ts";
import type { StartSearchOptions } from "./completed-job.ts";
import type { HyperParameterOptimizerOptions, SearchSettings } from "./optimizer-options.ts";
import { SearchProgress } from "./search-progress.ts";
import type { TimeLimit } from "./time-limit.ts";

/** A search as it is to begin. */
export interface SearchOrder extends Pick<HyperParameterOptimizerOptions, "spawnProject" | "jobName"> {
  connection: Connection;
  /** The task of the optimizer; undefined where there is none. */
  task: Task | undefined;
  settings: SearchSettings;
  runner: JobRunner;
  /** The queue of the jobs; undefined where they run in this process. */
  queue: string | undefined;
  /** How many of the best jobs stay out of the archive; 0 for all. */
  kept: number;
  timeLimit: TimeLimit;
  /** Minutes between two reports. */
  reportPeriod: number;
  jobCompleteCallback: StartSearchOptions["jobCompleteCallback"] | undefined;
  /** Stops the search, with the reason as a text; also while it begins. */
  stopping: AbortSignal;
}

/** Tasks on which this process has begun a search: a second search on one of them is not the first one that goes on. */
const searched = new WeakSet<Task>();

/**
 * Begins a search; jobs that an earlier run of its optimizer has left are taken up.
 *
 * @throws {@link TaskNotFoundError} when the base task is not there.
 * @throws {@link SearchDefinitionError} when there is nothing to search, or an option makes no sense.
 */
export async function beginSearch(order: SearchOrder): Promise<BegunSearch> {
  const { connection, task, settings, runner, timeLimit, spawnProject, jobName: name = defaultJobName } = order;
  const { strategyOptions, hyperParameters, optimizationTimeLimit: inMinutes } = settings;
  checkSettings(settings, order.kept);
  if (hyperParameters.length === 0) {
    throw new SearchDefinitionError("A search needs at least one parameter to try.");
  }
  const base = await Task.get({ id: settings.baseTaskId }, { connection });
  const { title, series, sign } = settings.objective;
  const objective = Objective.ofSign({ title, series }, sign);
  warnOfWhatIsMissing(base, settings, objective);
  const strategy = new settings.strategy({ ...strategyOptions, hyperParameters, objective });
  const optimizerId = task?.id;
  const project = spawnProject === undefined ? task?.project : await findOrCreateProject(connection, spawnProject);
  const earlier = await earlierJobs(task, runner);
  const { concurrency, totalMaxJobs, computeTimeLimit, timeLimitPerJob } = settings;
  const { maxIterationPerJob } = strategyOptions;
  const limits = { concurrency, totalMaxJobs, computeTimeLimit, timeLimitPerJob, maxIterationPerJob };
  const { queue, kept, jobCompleteCallback } = order;
  const usedTime = () => timeLimit.used();
  const progress = new SearchProgress({
    connection,
    task,
    objective,
    limits,
    queue,
    kept,
    usedTime,
    jobCompleteCallback,
  });
  progress.setPeriod(order.reportPeriod);
  const run = new SearchRun({
    connection,
    origin: { base, optimizerId, project, name },
    earlier,
    strategy,
    runner,
    objective,
    limits,
    lookEvery: settings.poolPeriod,
    onEnd: (job) => progress.add(job),
  });
  if (timeLimit.at === undefined && inMinutes !== undefined) {
    timeLimit.set({ inMinutes });
  }
  return new BegunSearch({ strategy, run, progress, timeLimit, stopping: order.stopping });
}

/** A task that was reset since has no search to go on with. */
async function earlierJobs(task: Task | undefined, { runsElsewhere }: JobRunner): Promise<EarlierJobs> {
  if (task === undefined) {
    return EarlierJobs.none();
  }
  const goesOn = !searched.has(task) && hasShownSearch(task);
  searched.add(task);
  return goesOn ? await EarlierJobs.of(task, { runsElsewhere }) : EarlierJobs.none();
}

/** A wrong name is no error, because a program may add parameters and scalars while it runs. */
function warnOfWhatIsMissing(base: Task, { hyperParameters }: SearchSettings, objective: Objective): void {
  const parameters = base.getParameters();
  const missing = hyperParameters.flatMap(({ names }) => names).filter((name) => !(name in parameters));
  if (missing.length > 0) {
    base.connection.warn(`The base task ${base.id} has no parameters named ${missing.join(", ")}.`);
  }
  if (objective.valueOf(base.record) === undefined) {
    base.connection.warn(`The base task ${base.id} has not reported the objective "${objective.name}".`);
  }
}

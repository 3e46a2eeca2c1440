import { type Cell, parameterText, type Task } from "@clearml-ts/tasks";
import type { SearchJob } from "../jobs/search-job.ts";
import { Objective } from "../objective/objective.ts";
import type { UsedBudget } from "../search/budget.ts";
import { type JobResult, parallelCoordinates, type SummaryCell, summaryTable } from "./summary-table.ts";

/** A search, as its report shows it. */
export interface ReportedSearch {
  objective: Objective;
  /** Results of jobs that are over and have reported the objective, in any order. */
  results: readonly JobResult[];
  /** Jobs that wait or run. */
  active: readonly SearchJob[];
  budget: UsedBudget;
  /** Part of the time of the search that is over, from 0 to 1; undefined where it has no limit. */
  usedTime: number | undefined;
  /** Workers that listen to the queue of the jobs; undefined where they run in this process. */
  queueWorkers: number | undefined;
}

/** The title of the scalars that every report has. */
const REMAINING = "remaining budget";

/** Whether a search was shown on a task that was not reset since. */
export function hasShownSearch({ record }: Task): boolean {
  return Object.values(record.last_metrics ?? {}).some((series) =>
    Object.values(series).some(({ metric }) => metric === REMAINING),
  );
}

/** The result of a job that is over; undefined where it has not reported the objective. */
export function resultOf(job: SearchJob, index: number, objective: Objective): JobResult | undefined {
  const value = objective.valueOf(job.task.record);
  return value === undefined
    ? undefined
    : {
        taskId: job.id,
        projectId: job.task.project.id,
        index,
        value,
        best:
          new Objective({ ...objective.getObjectiveMetric(), order: objective.order, extremum: true }).valueOf(
            job.task.record,
          ) ?? value,
        iteration: job.iterations,
        status: job.task.status,
        parameters: job.parameters,
        endedAt: job.endedAt ?? 0,
      };
}

/** Sorts results, best first. */
export function ranked(results: readonly JobResult[], objective: Objective): JobResult[] {
  return [...results].sort((a, b) => objective.compare(a.value, b.value));
}

/**
 * Shows a search on the task of its optimizer, under the titles that Python uses, and where its users look for them; `counter` is the
 * number of the report. Reference: `HyperParameterOptimizer._report_daemon` in `clearml/automation/optimization.py`.
 */
export function reportSearch(task: Task, search: ReportedSearch, counter: number): void {
  const { objective } = search;
  const best = ranked(search.results, objective);
  reportScalars(task, search, counter);
  const completed = search.results.filter(({ status }) => status === "completed");
  const [extreme] = completed.map((result) => result.best).sort((a, b) => objective.compare(a, b));
  if (extreme !== undefined) {
    const last = completed.reduce((a, b) => (a.endedAt > b.endedAt ? a : b));
    task.logger.reportScalar(objective.name, objective.order, extreme, { iteration: counter });
    task.logger.reportScalar(objective.name, "last reported", last.value, { iteration: counter });
  }
  reportTables(task, best, objective);
}

function reportScalars(
  task: Task,
  { budget, usedTime, active, queueWorkers }: ReportedSearch,
  iteration: number,
): void {
  const remaining = [
    ["jobs %", budget.jobs ?? 0],
    ["iterations %", budget.iterations ?? 0],
    ["compute_time %", budget.computeTime ?? 0],
    ["time %", usedTime],
  ] as const;
  for (const [series, used] of remaining) {
    if (used !== undefined) {
      const percent = Math.round(1000 - used * 1000) / 10;
      task.logger.reportScalar(REMAINING, series, percent, { iteration });
    }
  }
  const running = active.filter(({ phase }) => phase === "running").length;
  const resources = [
    ["queue workers", queueWorkers],
    ["running tasks", running],
    ["pending tasks", active.length - running],
  ] as const;
  for (const [series, count] of resources) {
    if (count !== undefined) {
      task.logger.reportScalar("resources", series, count, { iteration });
    }
  }
}

function reportTables(task: Task, best: readonly JobResult[], objective: Objective): void {
  const inOrder = [...best].sort((a, b) => a.index - b.index);
  if (inOrder.length > 0) {
    task.logger.reportScatter2d(
      "Optimization Objective",
      objective.name,
      inOrder.map(({ index, value }) => [index, value] as const),
      { labels: inOrder.map(labelOf), xAxis: "job #", yAxis: "objective" },
    );
  }
  const [header = [], ...rows] = summaryTable(best).map((row) => row.map(cellOf));
  const linked = rows.map(([, ...cells], place) => [linkTo(task, best[place]), ...cells]);
  task.logger.reportTable("summary", "job", {
    table: [header, ...linked],
    layout: { title: `objective: ${objective.name}` },
  });
  const figure = parallelCoordinates(best, {
    objective: objective.name,
    higherIsBetter: objective.order === "max",
  });
  if (figure !== undefined) {
    task.logger.reportPlotly("Parallel Coordinates", "", figure);
  }
}

function labelOf({ parameters, status }: JobResult): string {
  const values = Object.entries(parameters).map(([name, value]) => `${name}: ${parameterText(value)}`);
  return [...values, `status: ${status}`].join(", ");
}

function linkTo({ connection }: Task, result: JobResult | undefined): string {
  const { taskId = "", projectId = "*" } = result ?? {};
  const url = connection.pageUrl(`projects/${projectId}/experiments/${taskId}/output/log`);
  return `<a href="${url}"> ${taskId} </a>`;
}

/** Lists and objects are shown as texts. */
function cellOf(cell: SummaryCell): Cell {
  return typeof cell === "object" && cell !== null ? parameterText(cell) : cell;
}

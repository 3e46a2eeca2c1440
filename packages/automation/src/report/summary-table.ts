import type { ParameterValue } from "@clearml-ts/tasks";
import type { ParameterSample } from "../space/parameter.ts";

/** A job that is over, and its value of the objective. */
export interface JobResult {
  taskId: string;
  projectId: string;
  /** The number of the job, in the order in which they were made. */
  index: number;
  value: number;
  /** The best value that it has reported. */
  best: number;
  /** The last iteration of the objective. */
  iteration: number;
  status: string;
  parameters: ParameterSample;
  /** When it was over, in milliseconds since the epoch. */
  endedAt: number;
}

/** Cells of the tables of a search. */
export type SummaryCell = ParameterValue;

/** The table of jobs, best first, as `HyperParameterOptimizer._report_completed_status` of Python has it. */
export function summaryTable(results: readonly JobResult[]): SummaryCell[][] {
  const columns = parameterColumns(results);
  return [
    ["task id", "objective", "iteration", ...columns, "status"],
    ...results.map(({ taskId, value, iteration, status, parameters }) => [
      taskId,
      value,
      iteration,
      ...columns.map((column) => parameters[column] ?? ""),
      status,
    ]),
  ];
}

/** The figure with a line for each job through its values, as Python has it; undefined while there are no jobs. */
export function parallelCoordinates(
  results: readonly JobResult[],
  { objective, higherIsBetter }: { objective: string; higherIsBetter: boolean },
): { data: object[] } | undefined {
  if (results.length === 0) {
    return undefined;
  }
  const dimensions = [
    dimension(
      "task id",
      results.map(({ taskId }) => `${taskId.slice(0, 6)}...`),
    ),
    ...parameterColumns(results).map((column) =>
      dimension(
        column,
        results.map(({ parameters }) => parameters[column] ?? ""),
      ),
    ),
    dimension(
      objective,
      results.map(({ value }) => value),
    ),
  ];
  const line = {
    colorscale: "Viridis",
    reversescale: [higherIsBetter],
    color: results.map(({ value }) => value),
  };
  return { data: [{ type: "parcoords", line, dimensions }] };
}

function parameterColumns(results: readonly JobResult[]): string[] {
  return [...new Set(results.flatMap(({ parameters }) => Object.keys(parameters)))].sort();
}

/** An axis of numbers, or one of names at their places. */
function dimension(label: string, cells: readonly ParameterValue[]): object {
  if (cells.every((cell) => typeof cell === "number")) {
    return { label, values: cells };
  }
  const texts = cells.map((cell) => (typeof cell === "object" ? JSON.stringify(cell) : String(cell)));
  const names = [...new Set(texts)];
  return {
    label,
    values: texts.map((text) => names.indexOf(text)),
    tickvals: names.map((_, index) => index),
    ticktext: names,
  };
}

import { counting } from "../../counting.ts";

const count = counting("en");

/** Texts of the page that compares tasks. */
export const compare = {
  title: "Compare",
  tooFew: "Choose two tasks or more in a table of tasks, and compare them.",
  parts: "Parts of the comparison",
  parameters: "Parameters",
  curves: "Curves",
  metrics: "Metrics",
  relations: "Relations",
  leaveOut: (name: string) => `Leave out ${name}`,
  onlyDifferences: "only differences",
  noDifference: "The tasks have the same parameters.",
  noParameters: "The tasks have no parameters.",
  noMetrics: "The tasks have no scalars.",
  task: "Task",
  facts: {
    status: "Status",
    type: "Type",
    project: "Project",
    repository: "Repository",
    branch: "Branch",
    commit: "Commit",
    program: "Program",
    tags: "Tags",
  },
  value: "Value",
  statistics: { value: "last", min_value: "least", max_value: "greatest" },
  across: "Across",
  up: "Up",
  scatter: "Scatter",
  parallel: "Parallel coordinates",
  axes: "Axes",
  howToBrush: "Mark a part of an axis, and the table below shows the tasks there; a click on the axis shows all.",
  least: (axis: string) => `Least ${axis}`,
  greatest: (axis: string) => `Greatest ${axis}`,
  ranges: "Ranges",
  chosen: (chosen: number, all: number) => `${chosen} of ${count(all, "task", "tasks")}`,
};

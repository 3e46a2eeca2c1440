import type { StepState } from "../steps/step-state.ts";
import { nodeParameters } from "./node-parameters.ts";
import { shownValue } from "./shown-value.ts";

/** The parts of which links in the table are made. */
export interface TableLinks {
  /** Returns the address of a page of the web UI. */
  pageUrl(path: string): string;
  /** Id of the project that the steps are in; cached ones may be in another. */
  projectId: string;
}

/** The table of the steps, one row each, as ClearML shows it. */
export function executionDetails(steps: readonly StepState[], links: TableLinks): string[][] {
  const header = ["Pipeline Step", "Task ID", "Task Name", "Status", "Parameters"];
  return [header, ...steps.map((step) => row(step, links))];
}

function row(step: StepState, links: TableLinks): string[] {
  const parameters = Object.entries(nodeParameters(step)).map(([name, value]) => `${name}: ${shownValue(value)}`);
  const { name, status, taskId } = step;
  const taskName = taskId === undefined ? "" : name;
  return [firstCell(step, links), taskLink(step, links), taskName, status, parameters.join(", ")];
}

/** The name of a step, and a link to the task that it is a copy of. */
function firstCell({ name, definition }: StepState, { pageUrl }: TableLinks): string {
  const base = definition.node?.base_task_id ?? undefined;
  const link = base && `<a href="${pageUrl(`projects/*/experiments/${base}/output/log`)}"> base task </a>`;
  return link === undefined ? name : `${name}\n[${link}]`;
}

function taskLink({ taskId, status }: StepState, { pageUrl, projectId }: TableLinks): string {
  if (taskId === undefined) {
    return "";
  }
  const project = status === "cached" ? "*" : projectId;
  const url = pageUrl(`projects/${project}/experiments/${taskId}/output/log`);
  return `<a href="${url}"> ${taskId} </a>`;
}

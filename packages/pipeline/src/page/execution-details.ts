import { nodeParameters } from "../steps/step-parameters.ts";
import type { StepState } from "../steps/step-state.ts";
import { shownValue } from "./shown-value.ts";

/** What the links of the table are made of. */
export interface TableLinks {
  /** Address of the page, without a slash at its end. */
  webServer: string;
  /** Id of the project that the steps are in; cached ones may be in another. */
  projectId: string;
}

/** The table of the steps, one row each, as ClearML shows it. */
export function executionDetails(steps: readonly StepState[], links: TableLinks): string[][] {
  const header = ["Pipeline Step", "Task ID", "Task Name", "Status", "Parameters"];
  return [header, ...steps.map((step) => row(step, links))];
}

function row(step: StepState, links: TableLinks): string[] {
  const parameters = Object.entries(nodeParameters(step.input)).map(([name, value]) => `${name}: ${shownValue(value)}`);
  const { name, status, taskId } = step;
  return [name, taskLink(step, links), taskId === undefined ? "" : name, status, parameters.join(", ")];
}

function taskLink({ taskId, status }: StepState, { webServer, projectId }: TableLinks): string {
  if (taskId === undefined) {
    return "";
  }
  const project = status === "cached" ? "*" : projectId;
  return `<a href="${webServer}/projects/${project}/experiments/${taskId}/output/log"> ${taskId} </a>`;
}

import type { PipelineNode, StoredPipeline } from "@clearml-ts/pipeline";
import { say } from "../../language/say.ts";
import { textTable } from "../text-table.ts";
import { timeText } from "../time-text.ts";

/** Milliseconds in a second. */
const SECOND = 1000;

/** A run as programs read it, without its steps. */
export function pipelineJson({ id, version, progress, task }: StoredPipeline) {
  const { name, status, project, record } = task;
  return {
    id,
    name,
    project: projectOf(project.name),
    version: version ?? null,
    status,
    progress: progress ?? null,
    started: timeText(record.started),
    completed: timeText(record.completed),
    page: task.connection.pageUrl(`pipelines/${project.id}/experiments/${id}`),
  };
}

/** A run with its parameters and steps as programs read it. */
export function wholePipelineJson(pipeline: StoredPipeline) {
  return {
    ...pipelineJson(pipeline),
    reason: pipeline.task.record.status_reason || null,
    parameters: pipeline.getParameters(),
    steps: Object.values(pipeline.getPipelineDag()).map(stepJson),
  };
}

/** A run with its parameters and steps, as people read it. */
export function pipelineLines(pipeline: StoredPipeline): string[] {
  const { id, name, project, version, status, progress, reason, parameters, steps, page } = wholePipelineJson(pipeline);
  const isBad = status === "failed" || status === "stopped";
  const values = Object.entries(parameters).map(([key, value]) => `${key}=${JSON.stringify(value)}`);
  const rows = steps.map((step) => [
    step.name,
    step.status,
    step.taskId ?? "",
    step.seconds === null ? "" : step.seconds.toFixed(1),
    step.parents.join(", "),
  ]);
  return [
    version === null ? say`${name}, in project ${project}` : say`${name}, version ${version}, in project ${project}`,
    `${status}${progress === null ? "" : `, ${say`${progress} % done`}`}${isBad && reason !== null ? `: ${reason}` : ""}`,
    ...(values.length > 0 ? [say`parameters: ${values.join(", ")}`] : []),
    ...(rows.length > 0
      ? ["", ...textTable([say`step`, say`status`, say`task`, say`seconds`, say`after`], rows), ""]
      : []),
    say`run ${id}`,
    page,
  ];
}

/** The project that a pipeline belongs to, of the hidden one that its runs are in. */
function projectOf(hidden: string): string {
  return hidden.replace(/\/?\.pipelines\/[^/]*$/, "");
}

function stepJson({ name, status, taskId, parents, queue, startedAt, endedAt }: PipelineNode) {
  const ended = endedAt?.getTime() ?? Number.NaN;
  const seconds = (ended - (startedAt?.getTime() ?? Number.NaN)) / SECOND;
  return {
    name,
    status,
    taskId: taskId ?? null,
    parents,
    queue: queue ?? null,
    seconds: Number.isNaN(seconds) ? null : seconds,
  };
}

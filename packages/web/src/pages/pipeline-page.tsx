import { Link } from "wouter-preact";
import { Console } from "../console/console.tsx";
import { Notice } from "../looks/notice.tsx";
import { Graph } from "../pipeline/graph.tsx";
import { stepsOf } from "../pipeline/steps.ts";
import { Timeline } from "../pipeline/timeline.tsx";
import { Parameters } from "../task/parameters.tsx";
import { TaskHeading } from "../task/task-heading.tsx";
import { TASK_EVERY, useTask } from "../task/use-task.ts";

/** A run of a pipeline: its steps as a graph and over time, its parameters and its console. */
export function PipelinePage({ id }: { id: string }) {
  const { task: run, error, isMissing } = useTask(id);
  if (error) {
    return <Notice kind="error">{error.message}</Notice>;
  }
  if (run === undefined) {
    return isMissing ? <Notice kind="empty">There is no run {id}.</Notice> : null;
  }
  const steps = stepsOf(run);
  return (
    <>
      <p class="path">
        {run.project?.id !== undefined && <Link href={`/projects/${run.project.id}`}>{run.project.name}</Link>}
        {" · "}
        <Link href={`/tasks/${id}`}>the controller's task</Link>
      </p>
      <TaskHeading task={run} />
      {steps.length === 0 ? (
        <Notice kind="empty">No step yet.</Notice>
      ) : (
        <>
          <Graph steps={steps} />
          <Timeline steps={steps} now={Date.now()} />
        </>
      )}
      <Parameters task={run} />
      <h2>Console</h2>
      <Console task={run} every={run.status === "in_progress" ? TASK_EVERY : undefined} />
    </>
  );
}

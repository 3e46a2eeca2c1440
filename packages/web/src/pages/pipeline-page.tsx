import type { JoinedTaskRecord } from "@clearml-ts/protocol";
import { useMemo } from "preact/hooks";
import { Link } from "wouter-preact";
import { Console } from "../console/console.tsx";
import { useLanguage } from "../language/language-context.tsx";
import { Loading } from "../looks/loading.tsx";
import { Missing } from "../looks/missing.tsx";
import { Notice } from "../looks/notice.tsx";
import { Problem } from "../looks/problem.tsx";
import { projectTitle } from "../looks/project-title.ts";
import { StepGraph } from "../pipeline/step-graph.tsx";
import { stepsOf } from "../pipeline/steps.ts";
import { Timeline } from "../pipeline/timeline.tsx";
import { useCacheReasons } from "../pipeline/use-cache-reasons.ts";
import { Parameters } from "../task/parameters.tsx";
import { TaskHeading } from "../task/task-heading.tsx";
import { taskEvery, useTask } from "../task/use-task.ts";

/** Steps up to which a run is drawn as a graph: of more, nobody finds one in it. */
const MOST_DRAWN = 200;

/** A run of a pipeline: its steps as a graph and over time, its parameters and its console. */
export function PipelinePage({ id }: { id: string }) {
  const { texts } = useLanguage();
  const { task: run, error, isMissing } = useTask(id);
  if (error) {
    return <Problem error={error} />;
  }
  if (run === undefined) {
    return isMissing ? <Missing>{texts.pipeline.missing(id)}</Missing> : <Loading />;
  }
  return <Run run={run} />;
}

function Run({ run }: { run: JoinedTaskRecord }) {
  const { texts } = useLanguage();
  const { id } = run;
  const every = taskEvery(run);
  const state = run.configuration?.["Pipeline"]?.value ?? "";
  const steps = useMemo(() => stepsOf(state), [state]);
  const reasons = useCacheReasons(id, every);
  return (
    <>
      <p class="path">
        {run.project?.id !== undefined && (
          <Link href={`/projects/${run.project.id}`}>{projectTitle(run.project.name)}</Link>
        )}
        {" · "}
        <Link href={`/tasks/${id}`}>{texts.pipeline.controller}</Link>
      </p>
      <TaskHeading task={run} />
      {steps.length === 0 ? (
        <Notice kind="empty">{texts.pipeline.noStep}</Notice>
      ) : (
        <>
          {steps.length <= MOST_DRAWN && <StepGraph steps={steps} />}
          <Timeline steps={steps} reasons={reasons} now={Date.now()} />
        </>
      )}
      <Parameters task={run} />
      <h2>{texts.console.title}</h2>
      <Console task={run} every={every} />
    </>
  );
}

import type { FunctionComponent } from "preact";
import { Link } from "wouter-preact";
import { useMetrics } from "../curves/use-metrics.ts";
import { useLanguage } from "../language/language-context.tsx";
import { Loading } from "../looks/loading.tsx";
import { Missing } from "../looks/missing.tsx";
import { Problem } from "../looks/problem.tsx";
import { projectTitle } from "../looks/project-title.ts";
import { type LazyPage, lazyPage } from "../routes/lazy-page.tsx";
import { Overview } from "../task/overview.tsx";
import { TaskHeading } from "../task/task-heading.tsx";
import type { TaskPartProps } from "../task/task-part.ts";
import { taskEvery, useTask } from "../task/use-task.ts";

const ScalarCards = lazyPage(async () => (await import("../curves/scalar-cards.tsx")).ScalarCards);
const Plots = lazyPage(async () => (await import("../plots/plots.tsx")).Plots);
const Samples = lazyPage(async () => (await import("../samples/samples.tsx")).Samples);
const Console = lazyPage(async () => (await import("../console/console.tsx")).Console);
const Artifacts = lazyPage(async () => (await import("../artifacts/artifacts.tsx")).Artifacts);

interface Tab {
  path: string;
  title: "overview" | "scalars" | "plots" | "samples" | "console" | "artifacts";
  Part: FunctionComponent<TaskPartProps> | LazyPage<TaskPartProps>;
}

const TABS: readonly Tab[] = [
  { path: "", title: "overview", Part: Overview },
  { path: "scalars", title: "scalars", Part: ScalarCards },
  { path: "plots", title: "plots", Part: Plots },
  { path: "samples", title: "samples", Part: Samples },
  { path: "console", title: "console", Part: Console },
  { path: "artifacts", title: "artifacts", Part: Artifacts },
];

/** A task: its record and actions above, one of its parts below. */
export function TaskPage({ id, tab = "" }: { id: string; tab?: string | undefined }) {
  const { texts } = useLanguage();
  const { Part, title } = TABS.find(({ path }) => path === tab) ?? { Part: Overview, title: "overview" as const };
  // Its code and its metrics come together with the task, and not after it.
  if ("preload" in Part) {
    Part.preload();
  }
  useMetrics(id, { enabled: title === "scalars" });
  const { task, error, isMissing } = useTask(id);
  if (error) {
    return <Problem error={error} />;
  }
  if (task === undefined) {
    return isMissing ? <Missing>{texts.task.missing(id)}</Missing> : <Loading />;
  }
  const every = taskEvery(task);
  return (
    <>
      <p class="path">
        {task.project?.id !== undefined && (
          <Link href={`/projects/${task.project.id}`}>{projectTitle(task.project.name)}</Link>
        )}
        {task.parent?.id !== undefined && (
          <>
            {` · ${texts.task.from} `}
            <Link href={`/tasks/${task.parent.id}`}>{task.parent.name ?? task.parent.id}</Link>
          </>
        )}
      </p>
      <TaskHeading task={task} />
      <nav class="tabs" aria-label={texts.task.parts}>
        {TABS.map(({ path, title: name }) => (
          <Link key={path} href={`/tasks/${id}${path && `/${path}`}`} aria-current={path === tab ? "page" : undefined}>
            {texts.task[name]}
          </Link>
        ))}
      </nav>
      <h2 class="unseen">{texts.task[title]}</h2>
      <Part task={task} every={every} />
    </>
  );
}

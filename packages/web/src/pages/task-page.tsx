import type { ComponentType } from "preact";
import { Link } from "wouter-preact";
import { Console } from "../console/console.tsx";
import { ScalarCards } from "../curves/scalar-cards.tsx";
import { useLanguage } from "../language/language-context.tsx";
import { Notice } from "../looks/notice.tsx";
import { Problem } from "../looks/problem.tsx";
import { Artifacts } from "../task/artifacts.tsx";
import { Overview } from "../task/overview.tsx";
import { TaskHeading } from "../task/task-heading.tsx";
import type { TaskPartProps } from "../task/task-part.ts";
import { taskEvery, useTask } from "../task/use-task.ts";

const TABS: readonly {
  path: string;
  title: "overview" | "scalars" | "console" | "artifacts";
  Part: ComponentType<TaskPartProps>;
}[] = [
  { path: "", title: "overview", Part: Overview },
  { path: "scalars", title: "scalars", Part: ScalarCards },
  { path: "console", title: "console", Part: Console },
  { path: "artifacts", title: "artifacts", Part: Artifacts },
];

/** A task: its record and actions above, one of its parts below. */
export function TaskPage({ id, tab = "" }: { id: string; tab?: string | undefined }) {
  const { texts } = useLanguage();
  const { task, error, isMissing } = useTask(id);
  if (error) {
    return <Problem error={error} />;
  }
  if (task === undefined) {
    return isMissing ? <Notice kind="empty">{texts.task.missing(id)}</Notice> : null;
  }
  const every = taskEvery(task);
  const { Part, title } = TABS.find(({ path }) => path === tab) ?? { Part: Overview, title: "overview" as const };
  return (
    <>
      <p class="path">
        {task.project?.id !== undefined && <Link href={`/projects/${task.project.id}`}>{task.project.name}</Link>}
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

import type { ComponentType } from "preact";
import { Link } from "wouter-preact";
import { Console } from "../console/console.tsx";
import { ScalarCards } from "../curves/scalar-cards.tsx";
import { Notice } from "../looks/notice.tsx";
import { Artifacts } from "../task/artifacts.tsx";
import { Overview } from "../task/overview.tsx";
import { TaskHeading } from "../task/task-heading.tsx";
import type { TaskPartProps } from "../task/task-part.ts";
import { TASK_EVERY, useTask } from "../task/use-task.ts";

const TABS: readonly { path: string; title: string; Part: ComponentType<TaskPartProps> }[] = [
  { path: "", title: "Overview", Part: Overview },
  { path: "scalars", title: "Scalars", Part: ScalarCards },
  { path: "console", title: "Console", Part: Console },
  { path: "artifacts", title: "Artifacts", Part: Artifacts },
];

const CHANGING = new Set(["created", "queued", "in_progress", "publishing"]);

/** A task: its record and actions above, one of its parts below. */
export function TaskPage({ id, tab = "" }: { id: string; tab?: string | undefined }) {
  const { task, error, isMissing } = useTask(id);
  if (error) {
    return <Notice kind="error">{error.message}</Notice>;
  }
  if (task === undefined) {
    return isMissing ? <Notice kind="empty">There is no task {id}.</Notice> : null;
  }
  const every = CHANGING.has(task.status) ? TASK_EVERY : undefined;
  const { Part } = TABS.find(({ path }) => path === tab) ?? { Part: Overview };
  return (
    <>
      <p class="path">
        {task.project?.id !== undefined && <Link href={`/projects/${task.project.id}`}>{task.project.name}</Link>}
        {task.parent?.id !== undefined && (
          <>
            {" · from "}
            <Link href={`/tasks/${task.parent.id}`}>{task.parent.name ?? task.parent.id}</Link>
          </>
        )}
      </p>
      <TaskHeading task={task} />
      <nav class="tabs" aria-label="Parts of the task">
        {TABS.map(({ path, title }) => (
          <Link key={path} href={`/tasks/${id}${path && `/${path}`}`} aria-current={path === tab ? "page" : undefined}>
            {title}
          </Link>
        ))}
      </nav>
      <Part task={task} every={every} />
    </>
  );
}

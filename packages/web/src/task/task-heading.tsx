import type { JoinedTaskRecord } from "@clearml-ts/protocol";
import { Notice } from "../looks/notice.tsx";
import { StatusMark } from "../looks/status-mark.tsx";
import { TaskActions } from "./task-actions.tsx";

/** The name of a task, where it stands, why it failed, and the changes that can be made to it. */
export function TaskHeading({ task }: { task: JoinedTaskRecord }) {
  return (
    <>
      <h1>
        {task.name} <StatusMark status={task.status} />
      </h1>
      {task.status_reason && task.status === "failed" && <Notice kind="error">{task.status_reason}</Notice>}
      <TaskActions task={task} />
    </>
  );
}

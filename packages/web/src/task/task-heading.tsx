import type { JoinedTaskRecord } from "@clearml-ts/protocol";
import { TagList } from "../actions/tag-list.tsx";
import { TaskActions } from "../actions/task-actions.tsx";
import { TaskName } from "../actions/task-name.tsx";
import { StatusMark } from "../looks/status-mark.tsx";
import { useTitle } from "../looks/use-title.ts";
import { EndReason } from "./end-reason.tsx";

/** The name of a task, where it stands, why it failed, its tags, and the changes that can be made to it. */
export function TaskHeading({ task }: { task: JoinedTaskRecord }) {
  useTitle(task.name);
  return (
    <>
      <div class="heading">
        <h1>
          <TaskName task={task} /> <StatusMark status={task.status} />
        </h1>
        <TaskActions task={task} />
      </div>
      <EndReason task={task} />
      <TagList id={task.id} tags={task.tags ?? []} />
    </>
  );
}

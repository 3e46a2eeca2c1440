import type { JoinedTaskRecord } from "@clearml-ts/protocol";
import { Link } from "wouter-preact";
import { isMachineTag } from "../../looks/machine-tags.ts";
import { Moment } from "../../looks/moment.tsx";
import { StatusMark } from "../../looks/status-mark.tsx";
import { taskAddress } from "../../routes/task-address.ts";
import type { Column } from "../columns/columns.ts";

/** A cell of the table of tasks. */
export function TaskCell({ column, task }: { column: Column; task: JoinedTaskRecord }) {
  switch (column.key) {
    case "status":
      return <StatusMark status={task.status} />;
    case "name":
      return (
        <>
          <Link href={taskAddress(task)}>{task.name}</Link>
          {task.tags
            ?.filter((tag) => !isMachineTag(tag))
            .map((tag) => (
              <span key={tag} class="tag" title={tag}>
                {tag}
              </span>
            ))}
        </>
      );
    case "last_update":
      return <Moment at={task.last_update} />;
    default:
      return <>{column.text(task)}</>;
  }
}

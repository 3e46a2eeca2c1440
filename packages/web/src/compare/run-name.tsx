import type { JoinedTaskRecord } from "@clearml-ts/protocol";
import { Link } from "wouter-preact";
import type { CurveLook } from "../looks/colours/colours.ts";
import { taskAddress } from "../routes/task-address.ts";

/** The name of a task with the colour that it has wherever it is drawn. */
export function RunName({ task, look }: { task: JoinedTaskRecord; look: CurveLook | undefined }) {
  return (
    <span class="run-name">
      <span class={`swatch ${look?.isDashed ? "dashed" : ""}`} style={{ color: look?.colour }} />{" "}
      <Link href={taskAddress(task)} title={task.id}>
        {task.name}
      </Link>
    </span>
  );
}

import { duration, Moment } from "../looks/moment.tsx";
import { Parameters } from "./parameters.tsx";
import { SingleValues } from "./single-values.tsx";
import type { TaskPartProps } from "./task-part.ts";

/** The facts about a task: when and where it ran, its code, values, parameters and configurations. */
export function Overview({ task, every }: TaskPartProps) {
  const { script } = task;
  const facts: [string, preact.ComponentChildren][] = [
    ["Id", <code key="id">{task.id}</code>],
    ["Type", task.type],
    ["Started", <Moment key="started" at={task.started} />],
    ["Ran for", duration(task.active_duration)],
    ["Iterations", task.last_iteration],
    ["Worker", task.last_worker],
    ["User", task.user?.name],
    ["Queue", task.execution?.queue?.name],
    ["Repository", script?.repository],
    ["Branch", script?.branch],
    ["Commit", script?.version_num && <code key="commit">{script.version_num}</code>],
    ["Program", script?.entry_point && <code key="program">{script.entry_point}</code>],
    ["Output", task.output?.destination],
    ["Comment", task.comment],
  ];
  return (
    <>
      <dl class="facts">
        {facts
          .filter(([, value]) => value !== undefined && value !== "" && value !== null)
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      <SingleValues id={task.id} every={every} />
      <Parameters task={task} />
      {Object.entries(task.configuration ?? {}).map(([name, { value }]) => (
        <details key={name}>
          <summary>Configuration {name}</summary>
          <pre>{value}</pre>
        </details>
      ))}
      {script?.diff && (
        <details>
          <summary>{script.repository ? "Uncommitted changes" : "Source"}</summary>
          <pre>{script.diff}</pre>
        </details>
      )}
    </>
  );
}

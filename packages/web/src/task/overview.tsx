import { useLanguage } from "../language/language-context.tsx";
import { CopiedCode } from "../looks/copied-code.tsx";
import { type Fact, Facts } from "../looks/facts.tsx";
import { Moment } from "../looks/moment.tsx";
import { FoldedText } from "../references/folded-text.tsx";
import { LinkedText } from "../references/linked-text.tsx";
import { Parameters } from "./parameters.tsx";
import { Runtime } from "./runtime.tsx";
import { SingleValues } from "./single-values.tsx";
import type { TaskPartProps } from "./task-part.ts";

/** The facts about a task: when and where it ran, its code, values, parameters and configurations. */
export function Overview({ task, every }: TaskPartProps) {
  const { texts, formats } = useLanguage();
  const { script, active_duration: seconds } = task;
  const names = texts.task.facts;
  const facts: Fact[] = [
    [names.id, <CopiedCode key="id">{task.id}</CopiedCode>],
    [names.type, task.type],
    [names.started, <Moment key="started" at={task.started} />],
    [names.duration, typeof seconds === "number" ? formats.duration(seconds) : undefined],
    [names.iterations, task.last_iteration === undefined ? undefined : formats.measure(task.last_iteration)],
    [names.worker, task.last_worker],
    [names.user, task.user?.name],
    [names.queue, task.execution?.queue?.name],
    [names.repository, script?.repository && <code key="repository">{script.repository}</code>],
    [names.branch, script?.branch],
    [names.commit, script?.version_num && <CopiedCode key="commit">{script.version_num}</CopiedCode>],
    [names.program, script?.entry_point && <code key="program">{script.entry_point}</code>],
    [names.output, task.output?.destination && <code key="output">{task.output.destination}</code>],
    [names.comment, task.comment && <LinkedText key="comment" text={task.comment} />],
  ];
  return (
    <div class="beside">
      <div>
        <SingleValues id={task.id} every={every} />
        <Parameters task={task} />
        {Object.entries(task.configuration ?? {}).map(([name, { value }]) => (
          <FoldedText key={name} title={texts.task.configuration(name)} text={value ?? ""} />
        ))}
        <Runtime values={task.runtime} />
        {script?.diff && (
          <details>
            <summary>{script.repository ? texts.task.changes : texts.task.source}</summary>
            <pre>{script.diff}</pre>
          </details>
        )}
      </div>
      <Facts facts={facts} />
    </div>
  );
}

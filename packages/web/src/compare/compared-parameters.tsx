import type { JoinedTaskRecord } from "@clearml-ts/protocol";
import { useMemo } from "preact/hooks";
import { useLanguage } from "../language/language-context.tsx";
import type { Texts } from "../language/texts.ts";
import { Notice } from "../looks/notice.tsx";
import { projectTitle } from "../looks/project-title.ts";
import { comparedParameters, compared as sideBySide } from "./compared-rows.ts";
import { ComparedTable } from "./compared-table.tsx";
import type { ComparedTasks } from "./use-compared-tasks.ts";

interface ComparedParametersProps {
  compared: ComparedTasks;
  /** Whether also what is equal is shown. */
  all: boolean;
  onAll: (all: boolean) => void;
}

/** The parameters of tasks and where their code is from, side by side: those that differ, or all. */
export function ComparedParameters({ compared, all, onAll }: ComparedParametersProps) {
  const { texts } = useLanguage();
  const words = texts.compare;
  const { tasks } = compared;
  const rows = useMemo(
    () => [...sideBySide(tasks, (task) => factsOf(task, texts)), ...comparedParameters(tasks)],
    [tasks, texts],
  );
  const shown = rows.filter(({ differs }) => all || differs);
  return (
    <>
      <form class="tools" onSubmit={(event) => event.preventDefault()}>
        <label>
          <input type="checkbox" checked={!all} onChange={(event) => onAll(!event.currentTarget.checked)} />{" "}
          {words.onlyDifferences}
        </label>
      </form>
      {shown.length === 0 ? (
        <Notice kind="empty">{words.noDifference}</Notice>
      ) : (
        <ComparedTable compared={compared} rows={shown} marksDifferences={all}>
          {(value) => value}
        </ComparedTable>
      )}
    </>
  );
}

function factsOf(task: JoinedTaskRecord, { compare: { facts: names }, statuses }: Texts) {
  const { status, type, project, script = {}, tags = [] } = task;
  const facts: [string, string | undefined][] = [
    [names.status, statuses[status]],
    [names.type, type],
    [names.project, projectTitle(project?.name)],
    [names.repository, script.repository],
    [names.branch, script.branch],
    [names.commit, script.version_num],
    [names.program, script.entry_point],
    [names.tags, tags.join(", ")],
  ];
  return facts.flatMap(([name, value]) => (value ? [{ section: "", name, value }] : []));
}

import type { JoinedTaskRecord } from "@clearml-ts/protocol";
import { useMemo } from "preact/hooks";
import { useLanguage } from "../language/language-context.tsx";
import { Notice } from "../looks/notice.tsx";
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
    () => [...sideBySide(tasks, (task) => factsOf(task, words.facts)), ...comparedParameters(tasks)],
    [tasks, words],
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
        <ComparedTable compared={compared} rows={shown}>
          {(value) => value}
        </ComparedTable>
      )}
    </>
  );
}

type FactNames = Readonly<
  Record<"status" | "type" | "project" | "repository" | "branch" | "commit" | "program" | "tags", string>
>;

function factsOf(task: JoinedTaskRecord, names: FactNames) {
  const { status, type, project, script = {}, tags = [] } = task;
  const facts: [string, string | undefined][] = [
    [names.status, status],
    [names.type, type],
    [names.project, project?.name],
    [names.repository, script.repository],
    [names.branch, script.branch],
    [names.commit, script.version_num],
    [names.program, script.entry_point],
    [names.tags, tags.join(", ")],
  ];
  return facts.flatMap(([name, value]) => (value ? [{ section: "", name, value }] : []));
}

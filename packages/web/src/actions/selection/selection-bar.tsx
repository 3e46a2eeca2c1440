import { useLocation } from "wouter-preact";
import { callApi } from "../../api/api.ts";
import { callMany } from "../../api/call-many.ts";
import { useLanguage } from "../../language/language-context.tsx";
import { compareAddress } from "../../routes/compare-address.ts";
import { ActionButton } from "../action-button.tsx";
import { ConfirmedAction } from "../confirmed-action.tsx";
import { EnqueueForm } from "../enqueue-form.tsx";
import { TagTasks } from "./tag-tasks.tsx";

interface SelectionBarProps {
  /** Ids of the selected tasks. */
  selected: readonly string[];
  /** Whether they are in the archive. */
  areArchived: boolean;
  onClear: () => void;
}

/** The changes that can be made to several tasks at once. */
export function SelectionBar({ selected, areArchived, onClear }: SelectionBarProps) {
  const { texts } = useLanguage();
  const words = texts.actions;
  const [, navigate] = useLocation();
  const ids = [...selected];
  const clone = async () => {
    for (const task of ids) {
      await callApi("tasks.clone", { task, new_task_parent: task });
    }
    onClear();
  };
  const archive = async () => {
    await callMany(areArchived ? "tasks.unarchive_many" : "tasks.archive_many", { ids });
    onClear();
  };
  const remove = async () => {
    await callMany("tasks.delete_many", { ids });
    onClear();
  };
  return (
    <div class="tools selection" role="toolbar" aria-label={words.selected(ids.length)}>
      <b>{words.selected(ids.length)}</b>
      <button type="button" class="primary" onClick={() => navigate(compareAddress(ids))} disabled={ids.length < 2}>
        {words.compare}
      </button>
      <ActionButton title={words.clone} onAct={clone} />
      <EnqueueForm onEnqueue={(queue) => callMany("tasks.enqueue_many", { ids, queue })} />
      <ActionButton
        title={words.abort}
        onAct={() => callMany("tasks.stop_many", { ids, status_reason: words.aborted })}
      />
      <TagTasks ids={ids} />
      <ActionButton title={areArchived ? words.unarchive : words.archive} onAct={archive} />
      {areArchived && (
        <ConfirmedAction title={words.delete} question={words.askDeleteMany(ids.length)} onAct={remove}>
          <p>{words.deletesAll}</p>
        </ConfirmedAction>
      )}
      <button type="button" class="quiet" onClick={onClear}>
        {words.clear}
      </button>
    </div>
  );
}

import { useState } from "preact/hooks";
import { useLocation } from "wouter-preact";
import { callApi } from "../api/api.ts";
import { callMany } from "../api/call-many.ts";
import { useChange } from "../api/use-reply.ts";
import { useLanguage } from "../language/language-context.tsx";
import { Confirmation } from "../looks/confirmation.tsx";
import { Problem } from "../looks/problem.tsx";
import { compareAddress } from "../routes/compare-address.ts";
import { chosenQueue, QueueSelect } from "./queue-select.tsx";

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
  const [isDeleting, setDeleting] = useState(false);
  const ids = [...selected];
  const enqueue = useChange((queue: string) => callMany("tasks.enqueue_many", { ids, queue }));
  const abort = useChange(() => callMany("tasks.stop_many", { ids, status_reason: words.aborted }));
  const tag = useChange((text: string) => callApi("tasks.update_tags", { ids, add_tags: [text] }));
  const archive = useChange(async () => {
    await (areArchived ? callMany("tasks.unarchive_many", { ids }) : callMany("tasks.archive_many", { ids }));
    onClear();
  });
  const remove = useChange(async () => {
    await callMany("tasks.delete_many", { ids });
    setDeleting(false);
    onClear();
  });
  const clone = useChange(async () => {
    for (const task of ids) {
      await callApi("tasks.clone", { task, new_task_parent: task });
    }
    onClear();
  });
  return (
    <div class="tools selection" role="toolbar" aria-label={words.selected(ids.length)}>
      <b>{words.selected(ids.length)}</b>
      <button type="button" onClick={() => navigate(compareAddress(ids))} disabled={ids.length < 2}>
        {words.compare}
      </button>
      <button type="button" onClick={() => clone.mutate(undefined)}>
        {words.clone}
      </button>
      <form
        class="inline"
        onSubmit={(event) => {
          event.preventDefault();
          enqueue.mutate(chosenQueue(event.currentTarget));
        }}
      >
        <QueueSelect />
        <button type="submit">{words.enqueue}</button>
      </form>
      <button type="button" onClick={() => abort.mutate(undefined)}>
        {words.abort}
      </button>
      <form
        class="inline"
        onSubmit={(event) => {
          event.preventDefault();
          tag.mutate(String(new FormData(event.currentTarget).get("tag")).trim());
          event.currentTarget.reset();
        }}
      >
        <input name="tag" aria-label={words.newTag} placeholder={words.newTag} size={12} required />
        <button type="submit">{words.tag}</button>
      </form>
      <button type="button" onClick={() => archive.mutate(undefined)}>
        {areArchived ? words.unarchive : words.archive}
      </button>
      {areArchived && (
        <button type="button" onClick={() => setDeleting(true)}>
          {words.delete}
        </button>
      )}
      <button type="button" class="quiet" onClick={onClear}>
        {words.clear}
      </button>
      {[enqueue, abort, tag, archive, clone].map(({ error }, index) => (
        <Problem key={index} error={error} />
      ))}
      {isDeleting && (
        <Confirmation
          title={words.askDeleteMany(ids.length)}
          action={words.delete}
          onConfirm={() => remove.mutate(undefined)}
          onClose={() => setDeleting(false)}
          error={remove.error}
        >
          <p>{words.deletesAll}</p>
        </Confirmation>
      )}
    </div>
  );
}

import { useState } from "preact/hooks";
import { callMany } from "../../api/call-many.ts";
import { useChange } from "../../api/use-reply.ts";
import { useLanguage } from "../../language/language-context.tsx";
import { Confirmation } from "../../looks/dialog/confirmation.tsx";

interface DeleteTasksProps {
  ids: string[];
  onDeleted: () => void;
}

/** Deletes several tasks that are in the archive, after saying what goes with them. */
export function DeleteTasks({ ids, onDeleted }: DeleteTasksProps) {
  const { texts } = useLanguage();
  const words = texts.actions;
  const [isAsking, setAsking] = useState(false);
  const remove = useChange(async () => {
    await callMany("tasks.delete_many", { ids });
    setAsking(false);
    onDeleted();
  });
  return (
    <>
      <button type="button" onClick={() => setAsking(true)}>
        {words.delete}
      </button>
      {isAsking && (
        <Confirmation
          title={words.askDeleteMany(ids.length)}
          action={words.delete}
          onConfirm={() => remove.mutate(undefined)}
          onClose={() => setAsking(false)}
          error={remove.error}
        >
          <p>{words.deletesAll}</p>
        </Confirmation>
      )}
    </>
  );
}

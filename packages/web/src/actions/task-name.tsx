import type { JoinedTaskRecord } from "@clearml-ts/protocol";
import { useState } from "preact/hooks";
import { callApi } from "../api/api.ts";
import { useChange } from "../api/use-reply.ts";
import { useLanguage } from "../language/language-context.tsx";
import { Problem } from "../looks/problem.tsx";

/** The name of a task, which can be changed where it stands. */
export function TaskName({ task: { id, name } }: { task: JoinedTaskRecord }) {
  const { texts } = useLanguage();
  const words = texts.actions;
  const [isEditing, setEditing] = useState(false);
  const rename = useChange(async (changed: string) => {
    if (changed !== name) {
      await callApi("tasks.update", { task: id, name: changed });
    }
    setEditing(false);
  });
  if (!isEditing) {
    return (
      <>
        {name}{" "}
        <button
          type="button"
          class="quiet"
          aria-label={words.rename}
          title={words.rename}
          onClick={() => setEditing(true)}
        >
          ✎
        </button>
      </>
    );
  }
  return (
    <form
      class="inline"
      onSubmit={(event) => {
        event.preventDefault();
        rename.mutate(String(new FormData(event.currentTarget).get("name")).trim());
      }}
      onKeyDown={({ key }) => key === "Escape" && setEditing(false)}
    >
      <input
        name="name"
        aria-label={words.name}
        defaultValue={name}
        required
        ref={(field) => field?.focus()}
        size={Math.min(60, Math.max(20, name.length))}
      />
      <button type="submit">{words.save}</button>
      <button type="button" onClick={() => setEditing(false)}>
        {texts.frame.cancel}
      </button>
      <Problem error={rename.error} />
    </form>
  );
}

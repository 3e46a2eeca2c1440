import { useState } from "preact/hooks";
import { callApi } from "../api/api.ts";
import { useChange } from "../api/use-reply.ts";
import { useLanguage } from "../language/language-context.tsx";
import { Problem } from "../looks/problem.tsx";
import { LinkedText } from "../references/linked-text.tsx";
import "./tag-list.css";

/** The tags of a task, each of which can be taken off, and a field for a new one. */
export function TagList({ id, tags }: { id: string; tags: readonly string[] }) {
  const { texts } = useLanguage();
  const words = texts.actions;
  const [typed, setTyped] = useState("");
  const add = useChange(async (tag: string) => {
    await callApi("tasks.update_tags", { ids: [id], add_tags: [tag] });
    setTyped("");
  });
  const remove = useChange((tag: string) => callApi("tasks.update_tags", { ids: [id], remove_tags: [tag] }));
  return (
    <div class="tag-list">
      {tags.map((tag) => (
        <span key={tag} class="tag">
          <LinkedText text={tag} />
          <button type="button" class="quiet" aria-label={words.removeTag(tag)} onClick={() => remove.mutate(tag)}>
            ✕
          </button>
        </span>
      ))}
      <form
        class="inline"
        onSubmit={(event) => {
          event.preventDefault();
          if (typed.trim() !== "") {
            add.mutate(typed.trim());
          }
        }}
      >
        <input
          aria-label={words.newTag}
          placeholder={words.newTag}
          size={12}
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </form>
      <Problem error={add.error ?? remove.error} />
    </div>
  );
}

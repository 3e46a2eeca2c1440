import { callApi } from "../../api/api.ts";
import { useChange } from "../../api/use-reply.ts";
import { useLanguage } from "../../language/language-context.tsx";
import { Problem } from "../../looks/problem.tsx";

/** Gives several tasks a tag. */
export function TagTasks({ ids }: { ids: string[] }) {
  const { texts } = useLanguage();
  const words = texts.actions;
  const tag = useChange((text: string) => callApi("tasks.update_tags", { ids, add_tags: [text] }));
  return (
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
      <Problem error={tag.error} />
    </form>
  );
}

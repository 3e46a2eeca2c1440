import { callApi } from "../api/api.ts";
import { useChange } from "../api/use-reply.ts";
import { useLanguage } from "../language/language-context.tsx";
import { Problem } from "../looks/problem.tsx";

/** The section that the Python SDK gives parameters without one. */
const USUAL_SECTION = "General";

/** Gives a draft a further parameter. */
export function AddParameter({ task }: { task: string }) {
  const { texts } = useLanguage();
  const words = texts.actions;
  const add = useChange(async (form: HTMLFormElement) => {
    const fields = new FormData(form);
    const [section = "", name = "", value = ""] = ["section", "name", "value"].map((key) => String(fields.get(key)));
    await callApi("tasks.edit_hyper_params", { task, hyperparams: [{ section, name, value }] });
    form.reset();
  });
  return (
    <form
      class="inline"
      aria-label={words.addParameter}
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate(event.currentTarget);
      }}
    >
      <input name="section" aria-label={words.section} defaultValue={USUAL_SECTION} required size={12} />
      <input name="name" aria-label={words.name} placeholder={words.name} required />
      <input name="value" aria-label={words.value} placeholder={words.value} />
      <button type="submit">{words.add}</button>
      <Problem error={add.error} />
    </form>
  );
}

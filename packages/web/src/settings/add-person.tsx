import { useChange } from "../api/use-reply.ts";
import { useLanguage } from "../language/language-context.tsx";
import { Problem } from "../looks/problem.tsx";
import { addPerson } from "../session/sign-in.ts";

/** Adds a person who signs in by choosing the name. */
export function AddPerson() {
  const { texts } = useLanguage();
  const words = texts.settings;
  const add = useChange(async (form: HTMLFormElement) => {
    await addPerson(String(new FormData(form).get("person")).trim());
    form.reset();
  });
  return (
    <form
      class="tools"
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate(event.currentTarget);
      }}
    >
      <input name="person" aria-label={words.person} placeholder={words.person} required />
      <button type="submit">{words.addPerson}</button>
      <Problem error={add.error} />
    </form>
  );
}

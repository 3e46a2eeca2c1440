import { useReply } from "../api/use-reply.ts";
import { useLanguage } from "../language/language-context.tsx";
import { Moment } from "../looks/moment.tsx";

/** The people of a server on which people have passwords, and how others are let in. */
export function People() {
  const { texts } = useLanguage();
  const words = texts.settings;
  const { data: modes } = useReply("login.supported_modes", {});
  const arePasswordsOn = modes?.basic.enabled ?? false;
  const { data } = useReply("users.get_all", { order_by: ["name"] }, { enabled: arePasswordsOn });
  if (!arePasswordsOn) {
    return null;
  }
  return (
    <section>
      <h2>{words.people}</h2>
      <table class="rows">
        <tbody>
          {data?.users.map(({ id, name, created }) => (
            <tr key={id}>
              <td>{name}</td>
              <td class="number">
                <Moment at={created} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="dim">{words.addPerson}</p>
      <pre>clearml-ts server users add NAME</pre>
    </section>
  );
}

import { useReply } from "../api/use-reply.ts";
import { useLanguage } from "../language/language-context.tsx";
import { Moment } from "../looks/moment.tsx";
import { AddPerson } from "./add-person.tsx";

/** The people of a server, and how others are let in: by their name, or by a password that whoever runs the server gives them. */
export function People() {
  const { texts } = useLanguage();
  const words = texts.settings;
  const { data: modes } = useReply("login.supported_modes", {});
  const { data } = useReply("users.get_all", { order_by: ["name"] });
  if (modes === undefined) {
    return null;
  }
  return (
    <section>
      <h2>{words.people}</h2>
      <div class="wide">
        <table class="rows">
          <thead>
            <tr>
              <th scope="col">{texts.frame.name}</th>
              <th scope="col" class="number">
                {words.added}
              </th>
            </tr>
          </thead>
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
      </div>
      {modes.basic.enabled ? (
        <>
          <p class="dim">{words.addByPassword}</p>
          <pre>clearml-ts server users add NAME</pre>
        </>
      ) : (
        <>
          <p class="dim">{words.addByName}</p>
          <AddPerson />
        </>
      )}
    </section>
  );
}

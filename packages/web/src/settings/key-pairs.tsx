import type { ReplyOf } from "@clearml-ts/protocol";
import { useState } from "preact/hooks";
import { ConfirmedAction } from "../actions/confirmed-action.tsx";
import { callApi } from "../api/api.ts";
import { useChange, useReply } from "../api/use-reply.ts";
import { useLanguage } from "../language/language-context.tsx";
import { Moment } from "../looks/moment.tsx";
import { Problem } from "../looks/problem.tsx";
import { NewKeyPair } from "./new-key-pair.tsx";

/** The key pairs of the person who is signed in: listed, made and revoked. */
export function KeyPairs() {
  const { texts } = useLanguage();
  const words = texts.settings;
  const { data, error } = useReply("auth.get_credentials", {});
  const [made, setMade] = useState<ReplyOf<"auth.create_credentials">["credentials"]>();
  const create = useChange(async (label: string) => {
    const { credentials } = await callApi("auth.create_credentials", label === "" ? {} : { label });
    setMade(credentials);
  });
  return (
    <section>
      <h2>{words.keyPairs}</h2>
      <p class="dim">{words.keyPairsAre}</p>
      <Problem error={error} />
      <div class="wide">
        <table class="rows">
          <thead>
            <tr>
              <th scope="col">{words.accessKey}</th>
              <th scope="col">{words.label}</th>
              <th scope="col">{words.lastUsed}</th>
              <th scope="col">{words.from}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {data?.credentials.map(({ access_key, label, last_used, last_used_from }) => (
              <tr key={access_key}>
                <td>
                  <code>{access_key}</code>
                </td>
                <td>{label}</td>
                <td>
                  <Moment at={last_used} />
                </td>
                <td class="dim">{last_used_from}</td>
                <td class="number">
                  <ConfirmedAction
                    title={words.revoke}
                    label={words.revokeOne(access_key)}
                    question={words.askRevoke(access_key)}
                    onAct={() => callApi("auth.revoke_credentials", { access_key })}
                  >
                    <p>{words.revokeStops}</p>
                  </ConfirmedAction>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <form
        class="tools"
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate(String(new FormData(event.currentTarget).get("label")).trim());
          event.currentTarget.reset();
        }}
      >
        <input name="label" aria-label={words.label} placeholder={words.label} />
        <button type="submit">{words.makeKeyPair}</button>
        <Problem error={create.error} />
      </form>
      {made && <NewKeyPair pair={made} onClose={() => setMade(undefined)} />}
    </section>
  );
}

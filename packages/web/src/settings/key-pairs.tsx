import type { ReplyOf } from "@clearml-ts/protocol";
import { useState } from "preact/hooks";
import { callApi } from "../api/api.ts";
import { useChange, useReply } from "../api/use-reply.ts";
import { useLanguage } from "../language/language-context.tsx";
import { Moment } from "../looks/moment.tsx";
import { Problem } from "../looks/problem.tsx";
import { NewKeyPair } from "./new-key-pair.tsx";
import { RevokeKeyPair } from "./revoke-key-pair.tsx";

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
            {data?.credentials.map((pair) => (
              <tr key={pair.access_key}>
                <td>
                  <code>{pair.access_key}</code>
                </td>
                <td>{pair.label}</td>
                <td>
                  <Moment at={pair.last_used} />
                </td>
                <td class="dim">{pair.last_used_from}</td>
                <td class="number">
                  <RevokeKeyPair accessKey={pair.access_key} />
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

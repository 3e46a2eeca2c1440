import { useState } from "preact/hooks";
import { callApi } from "../api/api.ts";
import { useChange } from "../api/use-reply.ts";
import { useLanguage } from "../language/language-context.tsx";
import { Confirmation } from "../looks/dialog/confirmation.tsx";

/** Revokes a key pair, after saying what stops to work. */
export function RevokeKeyPair({ accessKey }: { accessKey: string }) {
  const { texts } = useLanguage();
  const words = texts.settings;
  const [isAsking, setAsking] = useState(false);
  const revoke = useChange(() => callApi("auth.revoke_credentials", { access_key: accessKey }));
  return (
    <>
      <button type="button" aria-label={words.revokeOne(accessKey)} onClick={() => setAsking(true)}>
        {words.revoke}
      </button>
      {isAsking && (
        <Confirmation
          title={words.askRevoke(accessKey)}
          action={words.revoke}
          onConfirm={() => revoke.mutate(undefined)}
          onClose={() => setAsking(false)}
          error={revoke.error}
        >
          <p>{words.revokeStops}</p>
        </Confirmation>
      )}
    </>
  );
}

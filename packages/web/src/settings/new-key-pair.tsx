import type { ReplyOf } from "@clearml-ts/protocol";
import { useLanguage } from "../language/language-context.tsx";
import { Dialog } from "../looks/dialog/dialog.tsx";

interface NewKeyPairProps {
  pair: ReplyOf<"auth.create_credentials">["credentials"];
  onClose: () => void;
}

/** A key pair with its secret, which the server shows this once. */
export function NewKeyPair({ pair: { access_key: accessKey, secret_key: secretKey }, onClose }: NewKeyPairProps) {
  const { texts } = useLanguage();
  const words = texts.settings;
  return (
    <Dialog title={words.newKeyPair} onClose={onClose}>
      <p>{words.secretOnce}</p>
      <dl class="fields">
        <div>
          <dt class="dim">{words.accessKey}</dt>
          <dd>
            <code>{accessKey}</code>
          </dd>
        </div>
        <div>
          <dt class="dim">{words.secretKey}</dt>
          <dd>
            <code>{secretKey}</code>
          </dd>
        </div>
      </dl>
      <pre>
        {[`export CLEARML_API_ACCESS_KEY=${accessKey}`, `export CLEARML_API_SECRET_KEY=${secretKey}`].join("\n")}
      </pre>
    </Dialog>
  );
}

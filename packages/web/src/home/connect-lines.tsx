import { useConfiguration } from "../api/configuration.ts";
import { useLanguage } from "../language/language-context.tsx";

/** The lines by which the TypeScript and the Python SDK find this server. */
export function ConnectLines() {
  const { texts } = useLanguage();
  const configuration = useConfiguration();
  if (configuration === undefined) {
    return null;
  }
  const { apiServer, filesServer } = configuration.displayedServerUrls;
  return (
    <>
      <p class="dim">{texts.home.keyPair}</p>
      <pre>
        {[
          texts.home.configuration,
          "api {",
          `  api_server: ${apiServer}`,
          `  web_server: ${location.origin}`,
          `  files_server: ${filesServer}`,
          '  credentials { access_key: "…", secret_key: "…" }',
          "}",
        ].join("\n")}
      </pre>
    </>
  );
}

import { useConfiguration } from "../api/configuration.ts";
import { useLanguage } from "../language/language-context.tsx";
import { CodeSamples } from "../looks/code-samples.tsx";
import { firstProgram } from "./first-program.ts";

/** The lines by which the TypeScript and the Python SDK find this server, and a program that uses them. */
export function ConnectLines() {
  const { texts } = useLanguage();
  const configuration = useConfiguration();
  if (configuration === undefined) {
    return null;
  }
  const { apiServer, filesServer } = configuration.displayedServerUrls;
  const lines = [
    texts.home.configuration,
    "api {",
    `  api_server: ${apiServer}`,
    `  web_server: ${location.origin}`,
    `  files_server: ${filesServer}`,
    '  credentials { access_key: "…", secret_key: "…" }',
    "}",
  ];
  return (
    <>
      <p class="dim">{texts.home.keyPair}</p>
      <CodeSamples samples={{ "clearml.conf": lines.join("\n"), ...firstProgram }} />
    </>
  );
}

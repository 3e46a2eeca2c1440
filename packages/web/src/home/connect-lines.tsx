import { useQuery } from "@tanstack/preact-query";
import { useLanguage } from "../language/language-context.tsx";

interface PageSettings {
  displayedServerUrls: { apiServer: string; filesServer: string };
}

async function readSettings(): Promise<PageSettings> {
  return (await (await fetch("/configuration.json")).json()) as PageSettings;
}

/** The lines by which the TypeScript and the Python SDK find this server. */
export function ConnectLines() {
  const { texts } = useLanguage();
  const { data } = useQuery({ queryKey: ["configuration.json"], queryFn: readSettings, staleTime: Infinity });
  if (data === undefined) {
    return null;
  }
  const { apiServer, filesServer } = data.displayedServerUrls;
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

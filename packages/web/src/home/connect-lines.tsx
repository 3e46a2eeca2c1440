import { useQuery } from "@tanstack/preact-query";

interface PageSettings {
  displayedServerUrls: { apiServer: string; filesServer: string };
}

async function readSettings(): Promise<PageSettings> {
  return (await (await fetch("/configuration.json")).json()) as PageSettings;
}

/** The lines by which the TypeScript and the Python SDK find this server. */
export function ConnectLines() {
  const { data } = useQuery({ queryKey: ["configuration.json"], queryFn: readSettings, staleTime: Infinity });
  if (data === undefined) {
    return null;
  }
  const { apiServer, filesServer } = data.displayedServerUrls;
  return (
    <>
      <p class="dim">
        The access key and its secret were printed by the command that started this server; it prints them again when it
        is started again.
      </p>
      <pre>
        {[
          "# ~/clearml.conf, for the Python SDK and for TypeScript",
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

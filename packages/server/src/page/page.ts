import { SERVER_VERSION } from "@clearml-ts/protocol";
import type { ServerUrls } from "../startup/server-urls.ts";

/** Writes the one page of the web port: where the API is, and how a program connects to it. */
export function connectPage({ api, web, files }: ServerUrls): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>ClearML server</title>
<style>
  :root { color-scheme: light dark; --dim: light-dark(#57606a, #9aa4b2); --line: light-dark(#d8dee4, #30363d); --card: light-dark(#f6f8fa, #161b22); }
  body { font: 16px/1.55 system-ui, sans-serif; max-width: 44rem; margin: 0 auto; padding: 4rem 1.25rem; background: light-dark(#fff, #0d1117); }
  h1 { font-size: 1.6rem; margin: 0 0 .25rem; }
  h2 { font-size: 1.05rem; margin: 2.5rem 0 .5rem; }
  p { margin: .5rem 0; }
  .dim { color: var(--dim); }
  dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.5rem; margin: 1.5rem 0; }
  dt { color: var(--dim); }
  dd { margin: 0; }
  code, pre { font: 13.5px/1.6 ui-monospace, monospace; }
  pre { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: .9rem 1.1rem; overflow-x: auto; margin: 0; }
</style>
<h1>ClearML server</h1>
<p class="dim">It runs. Speaks the ClearML API of server ${SERVER_VERSION}.</p>
<dl>
  <dt>API</dt><dd><code>${api}</code></dd>
  <dt>Files</dt><dd><code>${files}</code></dd>
</dl>
<p>Connect the TypeScript or the Python SDK in one of two ways. The access key and its secret were printed by the command that
started this server; it prints them again when it is started again.</p>
<h2>By environment</h2>
<pre>export CLEARML_API_HOST=${api}
export CLEARML_WEB_HOST=${web}
export CLEARML_FILES_HOST=${files}
export CLEARML_API_ACCESS_KEY=…
export CLEARML_API_SECRET_KEY=…</pre>
<h2>By ~/clearml.conf</h2>
<pre>api {
  api_server: ${api}
  web_server: ${web}
  files_server: ${files}
  credentials { access_key: "…", secret_key: "…" }
}</pre>
</html>
`;
}

import { readEnvironment, resolveConfig } from "@clearml-ts/client";
import type { SetupContent } from "./config-text.ts";
import { IncompleteSetupError } from "./errors.ts";
import type { SetupSettings } from "./pasted-settings.ts";

/**
 * Completes the addresses of the servers from those that are known, by the rules of every connection.
 *
 * @throws {@link IncompleteSetupError} when a server or the key pair is missing.
 * @throws {@link ConfigError} when an address is malformed, or cannot be guessed from the others.
 */
export function completeSettings(settings: SetupSettings): SetupContent {
  const { apiServer = apiFromWeb(settings.webServer), accessKey, secretKey } = settings;
  if (apiServer === undefined || accessKey === undefined || secretKey === undefined) {
    throw new IncompleteSetupError([
      ...(apiServer === undefined ? ["API server"] : []),
      ...(accessKey === undefined ? ["access key"] : []),
      ...(secretKey === undefined ? ["secret key"] : []),
    ]);
  }
  const servers = resolveConfig({ ...settings, apiServer }, { environment: readEnvironment({}), files: [] });
  return {
    apiServer: servers.apiServer,
    webServer: servers.webServer,
    filesServer: servers.filesServer,
    accessKey,
    secretKey,
  };
}

/** People know the address of the page. Its host or port says that of the API, as in the Python SDK. */
function apiFromWeb(webServer: string | undefined): string | undefined {
  if (webServer === undefined || !URL.canParse(webServer)) {
    return undefined;
  }
  const { origin, port, hostname } = new URL(webServer);
  if (hostname.startsWith("app.") || hostname.startsWith("demoapp.")) {
    return origin.replace("app.", "api.");
  }
  return port === "" ? `${origin}:8008` : origin.replace(/:8080$/, ":8008");
}

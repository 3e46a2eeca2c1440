import { type Connection, settingAt } from "@clearml-ts/client";

/**
 * The text of the configuration file of a task's program: all that the agent is configured with, where the server is, and whose certificates count. JSON, which
 * every reader of `clearml.conf` reads. It holds the credentials: keep it from others, and remove it after the run.
 */
export function childConfig({ config }: Connection): string {
  const { settings, credentials, apiServer, webServer, filesServer, network } = config;
  const api = {
    ...(settingAt(settings, "api") as object | undefined),
    api_server: apiServer,
    web_server: webServer,
    files_server: filesServer,
    verify_certificate: network.caFile ?? network.verifyCertificate,
    ...(credentials.kind === "keys" && {
      credentials: { access_key: credentials.accessKey, secret_key: credentials.secretKey },
    }),
  };
  return JSON.stringify({ ...settings, api });
}

/** The variables by which a program logs in where a file cannot say it: with a token. */
export function childLogin({ config: { credentials } }: Connection): Record<string, string> {
  return credentials.kind === "token" ? { CLEARML_AUTH_TOKEN: credentials.token } : {};
}

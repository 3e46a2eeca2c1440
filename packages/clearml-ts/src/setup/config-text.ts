import type { Servers } from "@clearml-ts/client";

/** The servers and the key pair that go into a configuration file. */
export interface SetupContent extends Servers {
  accessKey: string;
  secretKey: string;
}

/** Writes the configuration file that ClearML's programs read, in every language. */
export function configText({ apiServer, webServer, filesServer, accessKey, secretKey }: SetupContent): string {
  return `# ClearML configuration. Credentials are made on ${webServer}/settings/workspace-configuration
api {
    # The API server (port 8008 by default), not the web page
    api_server: ${JSON.stringify(apiServer)}
    web_server: ${JSON.stringify(webServer)}
    files_server: ${JSON.stringify(filesServer)}
    credentials {
        "access_key" = ${JSON.stringify(accessKey)}
        "secret_key" = ${JSON.stringify(secretKey)}
    }
}
`;
}
